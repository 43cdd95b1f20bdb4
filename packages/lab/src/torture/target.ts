import type { Ports } from '@slipway/host'
import type { Expected } from './scene.ts'

/** What is tortured: something that makes a release of files, and may be run again after whatever happened. */
export type Target = {
  readonly name: string
  /**
   * One run in this process. `given` are inputs as a workflow writes them. Resolves when the run ends well; a `Refusal` is a run that
   * ended red on purpose; everything else that it throws is a mistake of its own.
   */
  readonly run: (given: Readonly<Record<string, string>>, ports: Ports) => Promise<Readonly<Record<string, string>>>
  /** What the target writes into the body of a draft for these files, so that it knows it again. */
  readonly bodyOf: (files: readonly Expected[]) => string
}
