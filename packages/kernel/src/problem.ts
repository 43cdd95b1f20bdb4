import type { Result } from './result.ts'

/** Where a problem stands. Lines and columns count from 1. */
export type Place = {
  readonly input?: string | undefined
  readonly file?: string | undefined
  readonly line?: number | undefined
  readonly column?: number | undefined
}

/** One thing that is wrong: what it is, where it stands, and what cures it. */
export type Problem = {
  /** A stable name such as `E_CHAIN_DUPLICATE_KEY`; tests and reports use it, people read the message. */
  readonly code: string
  /** What is wrong, as a sentence without a final full stop. */
  readonly message: string
  /** What the reader does about it, as an imperative sentence without a final full stop. */
  readonly cure?: string | undefined
  readonly at?: Place | undefined
}

/** The user's input or policy forbids to go on. Shown as annotations, never with a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(renderProblem).join('\n'), options)
    this.problems = problems
  }
}

/** Our own mistake, or a state that we believed impossible. Shown with its stack. */
export class Defect extends Error {
  override readonly name = 'Defect'
}

/** A refusal made of one problem. */
export function refuse(problem: Problem, options?: ErrorOptions): Refusal {
  return new Refusal([problem], options)
}

/** The value of a result; throws a `Refusal` that holds its problems. For the edges: pure code passes results on. */
export function unwrap<T>(result: Result<T, readonly Problem[] | Problem>): T {
  if (result.ok) return result.value
  throw new Refusal('code' in result.error ? [result.error] : result.error)
}

export function renderPlace(at: Place): string {
  const position = [at.file, at.line, at.column].filter((part) => part !== undefined).join(':')
  return [at.input === undefined ? '' : `input ${at.input}`, position].filter((part) => part !== '').join(', ')
}

/** `place: message. Cure.` on one line. */
export function renderProblem(problem: Problem): string {
  const place = problem.at === undefined ? '' : renderPlace(problem.at)
  const cure = problem.cure === undefined ? '' : `. ${problem.cure}`
  return `${place === '' ? '' : `${place}: `}${problem.message}${cure}`
}
