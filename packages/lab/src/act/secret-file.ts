/**
 * Secrets as a YAML file for act's `--secret-file`, the one way that keeps them out of argv and of the steps' environment: `-s NAME=value`
 * shows them to everybody on the machine, `-s NAME` takes them from act's environment, which every step inherits. (A file that does
 * not end in .yml would be read as a dotenv file, where `$HOME` is expanded.) Every value is written in ASCII with YAML's escapes.
 */
export function renderSecretFile(secrets: Readonly<Record<string, string>>): string {
  return Object.entries(secrets)
    .map(([name, value]) => `${renderScalar(name.toUpperCase())}: ${renderScalar(value)}\n`)
    .join('')
}

function renderScalar(text: string): string {
  const escaped = [...text].map((character) => {
    if (character === '"' || character === '\\') return `\\${character}`
    const code = character.codePointAt(0) ?? 0
    return code >= 0x20 && code < 0x7f ? character : `\\U${code.toString(16).padStart(8, '0')}`
  })
  return `"${escaped.join('')}"`
}
