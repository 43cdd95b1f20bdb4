import type { Json, Leg } from '@slipway/workflows'

/** Characters that JSON may hold as they are and a YAML reader may not, or takes for a line break. */
const unsafe = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g

/** A leg's document as the file that act reads: JSON, which is YAML, one member a line so that act's messages name a line. */
export function renderLegFile(document: Json): string {
  return JSON.stringify(document, undefined, 1).replace(unsafe, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** act's words, with the lines of the leg's file (`Line: 12 Column 4`) named as lines of the author's file. */
export function locateLines(text: string, leg: Leg): string {
  return text.replace(/\bLine: (\d+) Column \d+/g, (_, line: string) => `${leg.source.file}:${sourceLine(Number(line), leg)}`)
}

/** The line of the step that holds the line, or of the job. In the file a step begins with a brace after four blanks. */
function sourceLine(line: number, leg: Leg): number {
  const before = renderLegFile(leg.document).split('\n').slice(0, line)
  const step = before.filter((each) => each === '    {').length
  return leg.stepLines?.[step - 1] ?? leg.source.line
}
