import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { EOL } from 'node:os'
import { Defect } from '@slipway/kernel'

/**
 * What a step says to its runner. `@actions/core` says the same, and a test compares the two; its token client alone takes as long to load
 * as the rest of an action that only has to answer a question.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export type Property = 'file' | 'line' | 'col' | 'name'

/** A command on standard output: `::name key=value,…::message`. Properties that are undefined or empty are left out. */
export function formatCommand(command: string, message: string, properties: Readonly<Partial<Record<Property, string | number | undefined>>> = {}): string {
  const pairs = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '')
  const list = pairs.map(([key, value]) => `${key}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`)
  return `::${command}${list.length === 0 ? '' : ` ${list.join(',')}`}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** A value of any number of lines, between delimiters that nobody can guess. */
export function formatKeyValue(name: string, value: string, delimiter: string): string {
  if (name.includes(delimiter) || value.includes(delimiter)) throw new Defect(`the delimiter of ${name} stands in its name or its value`)
  return `${name}<<${delimiter}${EOL}${value}${EOL}${delimiter}${EOL}`
}

export function print(line: string): void {
  process.stdout.write(`${line}${EOL}`)
}

/** Through the file that the runner gives for it, or as a command where there is none (`set-output` and `set-env` of old runners). */
export function sayKeyValue(to: 'OUTPUT' | 'ENV', name: string, value: string): void {
  const file = process.env[`GITHUB_${to}`]
  if (file !== undefined && file !== '') appendFileSync(file, formatKeyValue(name, value, `ghadelimiter_${randomUUID()}`))
  else if (to === 'ENV') print(formatCommand('set-env', value, { name }))
  else print(`${EOL}${formatCommand('set-output', value, { name })}`)
}
