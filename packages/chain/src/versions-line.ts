/** What is wrong on a line; columns count from 1. */
export type LineFault = { readonly code: string; readonly message: string; readonly cure: string; readonly column: number }

/** A line of versions.env. The key is empty where the line assigns nothing, or nothing that has a name. */
export type Line = { readonly key: string; readonly value: string; readonly column: number; readonly faults: readonly LineFault[] }

/** Reads one line, without its line break. Every fault of the line is named, in the order in which they stand. */
export function readLine(line: string): Line {
  const hidden = findHidden(line)
  const start = line.search(/[^ \t]/)
  const nothing = { key: '', value: '', column: start + 1 }
  if (start === -1 || line[start] === '#') return { ...nothing, faults: hidden }
  const match = /^([ \t]*)(export[ \t]+)?([^=]*)=(.*)$/s.exec(line)
  if (match === null) {
    const fault = wrong('E_CHAIN_NO_ASSIGNMENT', 'no KEY=VALUE', 'Write KEY=VALUE, or begin the line with #', start)
    return { ...nothing, faults: hidden.length > 0 ? hidden : [fault] }
  }
  const [, indent = '', exported = '', key = '', rest = ''] = match
  const at = indent.length + exported.length
  const named = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key)
  const { value, faults } = readValue(rest, at + key.length + 1)
  const all = [...hidden, ...(named || findHidden(key).length > 0 ? [] : [badName(key, at)]), ...faults].sort((a, b) => a.column - b.column)
  return { key: named ? key : '', value, column: at + 1, faults: all }
}

function wrong(code: string, message: string, cure: string, offset: number): LineFault {
  return { code, message, cure, column: offset + 1 }
}

/** Control characters, marks that turn the direction of text, and blanks that are none to a shell: nobody sees them, in a comment neither. */
function findHidden(line: string): readonly LineFault[] {
  return [...line.matchAll(/(?![\t\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu)].map(({ 0: character, index }) => {
    const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    return wrong('E_CHAIN_CONTROL', `the control or invisible character ${name}`, 'Remove it', index)
  })
}

function badName(key: string, at: number): LineFault {
  const message = key === '' ? 'a name is missing before "="' : `"${key}" is no name`
  return wrong('E_CHAIN_NAME', message, 'Use letters, digits and "_", no blank around "=", and begin with a letter', at)
}

type Value = { readonly value: string; readonly faults: readonly LineFault[] }

function readValue(rest: string, at: number): Value {
  const quote = rest[0]
  if (quote !== '"' && quote !== "'") return readBare(rest, at)
  const end = rest.indexOf(quote, 1)
  const value = rest.slice(1, end === -1 ? undefined : end)
  const faults = quote === '"' ? findExpansions(value, at + 1) : []
  if (end === -1) return { value, faults: [wrong('E_CHAIN_QUOTE', `the quote ${quote} is not closed`, 'Close it on the same line', at), ...faults] }
  const after = rest.slice(end + 1)
  if (!/^([ \t]+(#.*)?)?$/s.test(after)) {
    const fault = wrong('E_CHAIN_AFTER_QUOTE', 'text after the closing quote', 'Quote the whole value', at + end + 1)
    return { value, faults: [...faults, fault] }
  }
  return { value, faults: value === '' ? [empty(at)] : faults }
}

function empty(at: number): LineFault {
  return wrong('E_CHAIN_EMPTY', 'the value is empty', 'Write a version, or remove the line', at)
}

/** What double quotes and bare text let a shell do. */
const expansions = /(\$\([^)]*\)?|`[^`]*`?)|(\$\{[^}]*\}?|\$[A-Za-z0-9_?!@*#$-]?)|(\\)/g

function findExpansions(value: string, at: number): readonly LineFault[] {
  return [...value.matchAll(expansions)].map(({ 1: command, 2: variable, index }) => {
    if (command !== undefined) return wrong('E_CHAIN_COMMAND', 'a command substitution', 'Write the version itself: this file is read, never run', at + index)
    if (variable === undefined) return wrong('E_CHAIN_ESCAPE', 'a backslash', 'Put the value in single quotes', at + index)
    return wrong('E_CHAIN_VARIABLE', 'a reference to a variable', 'Write the version itself, or put the value in single quotes', at + index)
  })
}

function readBare(rest: string, at: number): Value {
  const value = rest.replace(/(^|[ \t]+)#.*$/s, '').replace(/[ \t]+$/, '')
  if (value === '') return { value, faults: [empty(at)] }
  // What an expansion spans is the expansion's fault alone.
  const plain = value.replaceAll(expansions, (found) => '.'.repeat(found.length))
  const blank = plain.search(/[ \t]/)
  const message = blank === 0 ? 'a blank after "="' : 'a blank in a value without quotes'
  const cure = blank === 0 ? 'Write the value directly after "="' : 'Quote the value'
  const special = [...plain.matchAll(/[&|;<>()'"*?[\]{}~!]/g)].map(({ 0: character, index }) =>
    wrong('E_CHAIN_SHELL', `"${character}" means something else to a shell`, 'Put the value in single quotes', at + index),
  )
  return { value, faults: [...(blank === -1 ? [] : [wrong('E_CHAIN_BLANK', message, cure, at + blank)]), ...special, ...findExpansions(value, at)] }
}
