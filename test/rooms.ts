import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseSync } from '@swc/core'

/** The repository's root. */
export const root = resolve(import.meta.dirname, '..')

type Manifest = { readonly name: string; readonly dependencies?: Record<string, string>; readonly devDependencies?: Record<string, string> }

export type Room = { readonly folder: string; readonly name: string; readonly dependencies: readonly string[]; readonly devDependencies: readonly string[] }

type Node = { readonly type?: string; readonly [key: string]: unknown }

/** Every room and action of a checkout, as its package.json describes it. */
export function readRooms(base: string): readonly Room[] {
  return ['packages', 'actions'].flatMap((parent) =>
    readdirSync(join(base, parent)).map((name) => {
      const folder = `${parent}/${name}`
      const manifest = JSON.parse(readFileSync(join(base, folder, 'package.json'), 'utf8')) as Manifest
      return {
        folder,
        name: manifest.name,
        dependencies: Object.keys(manifest.dependencies ?? {}),
        devDependencies: Object.keys(manifest.devDependencies ?? {}),
      }
    }),
  )
}

/** What a source imports, whichever way: static, re-export, dynamic, and in types. */
export function importsOf(source: string): readonly string[] {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const node = value as Node
    const text = specifierOf(node)
    if (text !== undefined) found.push(text)
    for (const child of Object.values(node)) walk(child)
  }
  walk(parseSync(source, { syntax: 'typescript', target: 'es2024' }))
  return found
}

function specifierOf(node: Node): string | undefined {
  const literal = (value: unknown): string | undefined =>
    typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string' ? value.value : undefined
  if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') return literal(node.source)
  if (node.type === 'TsImportType') return literal(node.argument)
  if (node.type === 'CallExpression' && (node.callee as Node | undefined)?.type === 'Import') {
    return literal((node.arguments as readonly { expression?: unknown }[] | undefined)?.[0]?.expression) ?? 'an expression'
  }
  return undefined
}

/** Everything that a file of a room imports against the rules, as sentences. */
export function trespasses(room: Room, file: string, source: string, pure: boolean): readonly string[] {
  // Support of tests, which no bundle reaches, may use what tests use.
  const test = /\.(test|support)\.ts$/.test(file)
  return importsOf(source).flatMap((specifier) => {
    const say = (why: string): readonly string[] => [`${room.folder}/${file} imports ${specifier}: ${why}`]
    if (specifier.startsWith('.')) {
      const target = join(room.folder, file, '..', specifier)
      return target.startsWith(`${room.folder}/`) ? [] : say('a relative path may not leave the room')
    }
    const name = specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '')
    if (specifier.startsWith('node:')) return pure && !test && !pureModules.has(specifier) ? say('a pure room has no effects') : []
    if (runnerPackages.has(name) && pure) return say('only rooms with effects know the runner')
    if (room.dependencies.includes(name) || name === room.name) return []
    return test && (testTools.has(name) || room.devDependencies.includes(name)) ? [] : say('the package.json of the room does not declare it')
  })
}

/** Modules of Node.js that compute and touch nothing outside. */
const pureModules = new Set(['node:crypto', 'node:zlib', 'node:stream', 'node:stream/promises', 'node:buffer', 'node:util', 'node:path', 'node:path/posix'])
/** Libraries that read the runner's environment, or talk to its services. */
export const runnerPackages = new Set(['@actions/core', '@actions/exec', '@actions/cache', '@actions/artifact', '@actions/glob', '@actions/github'])
const testTools = new Set(['@jest/globals', 'fast-check', 'yaml'])
