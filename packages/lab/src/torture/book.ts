import type { HttpRequest } from '@slipway/host'
import { digestOf } from '@slipway/kernel'
import type { LocalGitHub } from '../github/index.ts'
import type { Wire } from './memory-http.ts'
import { type Expected, slug } from './scene.ts'
import type { Incident } from './schedule.ts'

/** Writes down what happens, and notices on the way what must never happen. */
export type Book = {
  readonly lines: readonly string[]
  readonly struck: Incident[]
  readonly say: (line: string) => void
  readonly violate: (...sentences: readonly string[]) => void
  readonly violations: () => readonly string[]
  /** From now on nothing disturbs a run. */
  readonly calm: () => void
  /** From now on no run has anything left to send. */
  readonly quiet: () => void
  /** Opens the page of a run. */
  readonly open: (page: Page) => Pick<Wire, 'onRequest' | 'onAnswer'>
}

export type Page = {
  readonly run: number
  readonly client: number
  readonly expected: readonly Expected[]
  readonly github: LocalGitHub
  /** An old list has been shown to the run: it cannot know what is there. */
  readonly isMisled: () => boolean
}

/** @param judge sentences about the server's state at this moment */
export function createBook(judge: () => readonly string[]): Book {
  const lines: string[] = []
  const found = new Set<string>()
  let quiet = false
  const say = (line: string): void => void lines.push(line)
  const violate = (...sentences: readonly string[]): void => {
    for (const sentence of sentences) {
      if (!found.has(sentence)) say(`VIOLATION: ${sentence}`)
      found.add(sentence)
    }
  }
  return {
    lines,
    struck: [],
    say,
    violate,
    violations: () => [...found],
    calm: () => say('from here on undisturbed'),
    quiet: () => {
      quiet = true
    },
    open: ({ run, client, expected, github, isMisled }) => {
      const refused = new Map<string, number>()
      const there = heldBy(github, expected)
      return {
        onRequest: (request) => {
          const name = uploadedName(request)
          if (name === undefined) return
          if (quiet) violate(`${name} is sent although all was there`)
          if (there.has(name) && !isMisled()) violate(`${name} is sent again by a run that found it there`)
        },
        onAnswer: (request, result) => {
          const { status, body, cut } = result.kind === 'answer' ? result : { status: 0, body: undefined, cut: false }
          const what = `${request.method} ${new URL(request.url).pathname.replace(`/repos/${slug}`, '')}${uploadedName(request) === undefined ? '' : ` ${uploadedName(request)}`}`
          say(`${run} (client ${client}): ${what}: ${result.kind === 'answer' ? `${status}${cut ? ', cut' : ''}` : result.kind}`)
          if (request.method !== 'GET') violate(...judge())
          if (cut || !isFinal(status, body)) return
          const key = `${what} ${typeof request.body === 'string' ? digestOf(request.body) : ''}`
          refused.set(key, (refused.get(key) ?? 0) + 1)
          if ((refused.get(key) ?? 0) > 1) violate(`${what} was refused with ${status} and is sent again as it was`)
        },
      }
    },
  }
}

/** An answer that no second try changes. */
function isFinal(status: number, body: Uint8Array | undefined): boolean {
  return status === 422 && !Buffer.from(body ?? []).includes('already_exists')
}

function uploadedName({ method, url }: HttpRequest): string | undefined {
  return method === 'POST' && url.includes('/assets?name=') ? (new URL(url).searchParams.get('name') ?? undefined) : undefined
}

/** Names of the declared files that some release of the tag holds whole. */
function heldBy(github: LocalGitHub, wanted: readonly Expected[]): ReadonlySet<string> {
  const held = github.repository(slug).releases.flatMap(({ draft, assets }) => (draft ? assets : []))
  return new Set(wanted.filter(({ name, digest }) => held.some((asset) => asset.name === name && asset.digest === digest)).map(({ name }) => name))
}
