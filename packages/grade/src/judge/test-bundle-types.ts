/** What an evaluated bundle of tests exports, and where it looks for what it imports. */
export interface TestProgram {
  /** Exercise -> evaluates its test file. */
  readonly files: Readonly<Record<string, () => void>>;
  readonly given: Readonly<Record<string, () => object>>;
  /** What hidden cases use of the lab's tests: file -> its exports. */
  readonly helpers: Readonly<Record<string, () => object>>;
}

/** Where the judge puts what the bundle imports: see bindings.ts. */
export const BINDINGS_KEY = "hpts.grade.bindings";
