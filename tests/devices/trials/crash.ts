// A driver that reads where nothing is.
const nowhere = Deno.UnsafePointer.create(8n);
if (nowhere !== null) new Deno.UnsafePointerView(nowhere).getInt8();
