import type { Ports } from '@slipway/host'
import { type Problem, Refusal, refuse } from '@slipway/kernel'

export type SpdxRule = {
  readonly patterns: readonly string[]
  /** What `SPDX-License-Identifier` has to say; undefined for anything that has its form. */
  readonly license: string | undefined
  /** What a `SPDX-FileCopyrightText` has to hold; undefined where none is due. */
  readonly copyright: string | undefined
}

/** A header may stand behind a longer licence text, and still ends long before this. */
const searched = 16 * 1024
/** An expression (SPDX 2.3, Annex D) is made of these words. */
const expression = /^\(*[A-Za-z0-9][A-Za-z0-9.+-]*\)*( (AND|OR|WITH) \(*[A-Za-z0-9][A-Za-z0-9.+-]*\)*)*$/

/** Holds every file that the patterns match against the rule; throws a Refusal that names each one that fails. Returns how many there are. */
export async function checkSpdxHeaders(rule: SpdxRule, files: Pick<Ports['files'], 'glob' | 'open'>): Promise<number> {
  const paths = await files.glob(rule.patterns)
  if (paths.length === 0) {
    const message = `${rule.patterns.join(', ')} matches no file, so nothing was checked`
    throw refuse({ code: 'E_NATIVE_SPDX', message, cure: 'Name files of the checkout, such as **/*.go', at: { input: 'spdx-headers' } })
  }
  const found = paths.flatMap((path) =>
    checkHeader(readBeginning(path, files), rule).map((problem) => ({
      ...problem,
      message: `${path} ${problem.message}`,
      at: { file: path, line: problem.line },
    })),
  )
  if (found.length > 0) throw new Refusal(found.map(({ line: _, ...problem }) => problem))
  return paths.length
}

function readBeginning(path: string, files: Pick<Ports['files'], 'open'>): string {
  const reader = files.open(path)
  try {
    return new TextDecoder().decode(reader.read(0, searched))
  } finally {
    reader.close()
  }
}

type Flaw = Omit<Problem, 'at'> & { readonly line: number }

/** What the header of one text lacks (REUSE 3.3, "Comment headers": the tags stand in comments at the top of the file). */
export function checkHeader(text: string, { license, copyright }: Pick<SpdxRule, 'license' | 'copyright'>): readonly Flaw[] {
  const comments = readComments(text)
  const ids = tagsOf(comments, 'SPDX-License-Identifier')
  const owners = tagsOf(comments, 'SPDX-FileCopyrightText')
  const flaw = (line: number, message: string, cure: string): Flaw => ({ code: 'E_NATIVE_SPDX', message, cure, line })
  const flaws: Flaw[] = []
  const [id, second] = ids
  const example = `SPDX-License-Identifier: ${license ?? 'Apache-2.0'}`
  if (id === undefined) flaws.push(flaw(1, 'has no SPDX-License-Identifier at its top', `Write "${example}" in a comment at the top`))
  else if (license !== undefined && id.value !== license)
    flaws.push(flaw(id.line, `is under ${id.value || 'nothing'}, not under ${license}`, `Write "${example}"`))
  else if (!expression.test(id.value)) flaws.push(flaw(id.line, `names "${id.value}", which is no SPDX expression`, `Write "${example}"`))
  if (second !== undefined && second.value !== id?.value)
    flaws.push(flaw(second.line, 'names two licences in two places', 'Write one expression, such as MIT OR Apache-2.0'))
  if (copyright !== undefined && !owners.some(({ value }) => value.includes(copyright))) {
    const message = owners.length === 0 ? 'has no SPDX-FileCopyrightText at its top' : `has no SPDX-FileCopyrightText that holds "${copyright}"`
    flaws.push(flaw(owners[0]?.line ?? 1, message, `Write "SPDX-FileCopyrightText: … ${copyright}" in a comment at the top`))
  }
  return flaws
}

type Line = { readonly line: number; readonly text: string }

/** What closes a comment that goes over lines, by what opens it. */
const blocks: readonly (readonly [string, string])[] = [
  ['/*', '*/'],
  ['<!--', '-->'],
  ['{-', '-}'],
  ['(*', '*)'],
  ['"""', '"""'],
]
const lineComment = /^(\/\/|#|--|;|%|\*|'|rem\b|dnl\b|::|<\?|@echo off)/i

/** The lines at the top that are comments; the first line of anything else ends the header. */
function readComments(text: string): readonly Line[] {
  const found: Line[] = []
  let closing: string | undefined
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    const line = raw.trim()
    const opened = closing === undefined ? blocks.find(([open]) => line.startsWith(open)) : undefined
    if (closing === undefined && opened === undefined && line !== '' && !lineComment.test(line)) break
    found.push({ line: index + 1, text: line })
    const rest = opened === undefined ? line : line.slice(opened[0].length)
    const end = closing ?? opened?.[1]
    if (end !== undefined) closing = rest.includes(end) ? undefined : end
  }
  return found
}

function tagsOf(lines: readonly Line[], tag: string): readonly { readonly line: number; readonly value: string }[] {
  return lines.flatMap(({ line, text }) => {
    const value = new RegExp(`(?:^|\\s|[*/#;%'-])${tag}:\\s*(.*?)\\s*(?:\\*/|-->|-\\}|\\*\\))?$`).exec(text)?.[1]
    return value === undefined ? [] : [{ line, value }]
  })
}
