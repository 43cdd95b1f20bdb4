/** A workflow command in a line of output (GitHub's "Workflow commands for GitHub Actions"). */
export type WorkflowCommand = { readonly name: string; readonly properties: Readonly<Record<string, string>>; readonly data: string }

/**
 * Reads `::name key=value,…::data` as actions/runner does (ActionCommand.cs). act parses them too, but decodes the escapes in random
 * order and loses values that hold "=", so its own fields are not used.
 */
export function parseCommand(line: string): WorkflowCommand | undefined {
  const text = line.trimStart().replace(/[\r\n]+$/, '')
  const match = /^::([^ :]+)(?: (.*?))?::(.*)$/s.exec(text)
  if (match === null) return undefined
  const [, name = '', list = '', data = ''] = match
  const properties: Record<string, string> = {}
  for (const pair of list.split(',')) {
    const at = pair.indexOf('=')
    if (at > 0 && at < pair.length - 1) properties[pair.slice(0, at).trim()] = decode(pair.slice(at + 1), true)
  }
  return { name, properties, data: decode(data, false) }
}

const escapes: Readonly<Record<string, string>> = { '%25': '%', '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',' }

function decode(text: string, property: boolean): string {
  return text.replace(property ? /%25|%0D|%0A|%3A|%2C/gi : /%25|%0D|%0A/gi, (match) => escapes[match.toUpperCase()] ?? match)
}
