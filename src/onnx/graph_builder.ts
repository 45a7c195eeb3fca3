import type { Model } from "./messages.ts";
import type { AttributesOf, OperatorName } from "./operators.ts";
import type { TensorContent } from "./tensor.ts";

/** The name of a value in a graph. */
export type ValueName = string;

/** The sizes of an input or output; "batch" is known when the graph runs. */
export type BatchShape = readonly (number | "batch")[];

/** The properties that a node may be given beyond its inputs. */
export interface NodeOptions<O extends OperatorName> {
  /** Settings of the operator; the table of operators says which, and of what kind. */
  readonly attributes?: AttributesOf<O>;
  /** The node's name, such as the path of its layer; the operator's name where left out. */
  readonly name?: string;
  /** The names of all outputs, "" for one left out; derived from the node's name by default. */
  readonly outputs?: readonly ValueName[];
}

/** The words of a finished model about itself. */
export interface ModelOptions {
  /** The program that wrote it. */
  readonly producerName: string;
  /** The version of that program. */
  readonly producerVersion: string;
  /** The description, for people. */
  readonly docString?: string;
  /** Free entries; they are written in the order of their keys. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A graph being written, node by node, in the order in which it runs. */
export interface GraphBuilder {
  /** Declares an input of 32-bit floats. */
  input(name: ValueName, shape: BatchShape, doc?: string): ValueName;
  /** Declares an input of 64-bit integers. */
  integerInput(name: ValueName, shape: BatchShape, doc?: string): ValueName;
  /**
   * Adds a node and returns the name of its first output.
   *
   * Inputs are named, "" for an optional one left out; an initializer may be added after the node
   * that reads it. Throws a TypeError for an attribute the operator does not have.
   */
  node<O extends OperatorName>(
    operator: O,
    inputs: readonly ValueName[],
    options?: NodeOptions<O>,
  ): ValueName;
  /**
   * Stores a constant. The same name with the same content is one initializer, however often it is
   * given; with another content it throws a RangeError.
   */
  initializer(name: ValueName, content: TensorContent): ValueName;
  /** Stores one float, shape []. */
  scalar(value: number): ValueName;
  /** Stores a list of 64-bit integers, shape [n], such as axes or the target of Reshape. */
  integers(values: readonly number[]): ValueName;
  /** Declares that a value leaves the graph under this name. */
  output(value: ValueName, name: ValueName, shape: BatchShape, doc?: string): void;
  /** The model, checked; throws a TypeError with the first fault. */
  finish(options: ModelOptions): Model;
}
