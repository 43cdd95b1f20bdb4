import { type Palette, plainPalette, type RehearsalJob, renderJobLine, renderSeconds, terminalPalette } from '@slipway/report'
import { createLogUpdate } from 'log-update'

/** Shows a run while it runs: live lines on a terminal, plain ones in a log. */
export type Display = {
  readonly palette: Palette
  readonly say: (text: string) => void
  readonly started: (name: string) => void
  /** What a leg does right now; only a terminal shows it. */
  readonly doing: (name: string, step: string) => void
  readonly finished: (job: RehearsalJob) => void
  readonly close: () => void
}

type Running = { readonly since: number; step: string }

export type DisplayStream = NodeJS.WriteStream

/** @param now milliseconds since 1970 */
export function createDisplay(stream: DisplayStream, now: () => number): Display {
  return stream.isTTY === true && (process.env.CI ?? '') === '' ? createLiveDisplay(stream, now) : createPlainDisplay(stream)
}

function createPlainDisplay(stream: DisplayStream): Display {
  const say = (text: string): void => void stream.write(`${text}\n`)
  return {
    palette: plainPalette,
    say,
    started: (name) => say(`▸ ${name}`),
    doing: () => {},
    finished: (job) => say(renderJobLine(job, plainPalette)),
    close: () => {},
  }
}

function createLiveDisplay(stream: DisplayStream, now: () => number): Display {
  const running = new Map<string, Running>()
  const update = createLogUpdate(stream)
  const draw = (): void => {
    const lines = [...running].map(
      ([name, { since, step }]) =>
        `${terminalPalette.bold('▸')} ${name.padEnd(56)} ${terminalPalette.dim(`${renderSeconds(Math.round((now() - since) / 1000)).padStart(10)}  ${step}`)}`,
    )
    update(lines.join('\n'))
  }
  const ticker = setInterval(draw, 250)
  const say = (text: string): void => {
    update.clear()
    stream.write(`${text}\n`)
    draw()
  }
  return {
    palette: terminalPalette,
    say,
    started: (name) => {
      running.set(name, { since: now(), step: '' })
      draw()
    },
    doing: (name, step) => {
      const entry = running.get(name)
      if (entry !== undefined) entry.step = step
    },
    finished: (job) => {
      running.delete(job.name)
      say(renderJobLine(job, terminalPalette))
    },
    close: () => {
      clearInterval(ticker)
      running.clear()
      update.clear()
      update.done()
    },
  }
}
