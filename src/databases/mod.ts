export { type DatabaseAddress, isDatabaseAddress, parseDatabaseAddress } from "./address.ts";
export { buildHnsw } from "./build_hnsw.ts";
export { type Copied, copyCollection, type CopyOptions } from "./copy_collection.ts";
export { type Database, openDatabase } from "./open_database.ts";
export { searchDatabase } from "./search_database.ts";
