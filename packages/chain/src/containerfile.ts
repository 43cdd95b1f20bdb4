import type { Problem } from '@slipway/kernel'
import { type Arg, DockerfileParser } from 'dockerfile-ast'
import type { VersionEntry } from './versions-env.ts'

/** An `ARG` of a Containerfile; the default without its quotes, undefined where there is none. Lines and columns count from 1. */
export type ContainerfileArg = { readonly name: string; readonly default: string | undefined; readonly line: number; readonly column: number }

/** Every `ARG` of a Containerfile, global and in stages, in the file's order (Dockerfile reference, "ARG"). */
export function readContainerfileArgs(text: string): readonly ContainerfileArg[] {
  const instructions = DockerfileParser.parse(text).getInstructions()
  return instructions
    .filter((instruction) => instruction.getKeyword() === 'ARG')
    .flatMap((instruction) => (instruction as Arg).getArguments().map((argument) => readArg(argument.toString(), argument.getRange().start)))
}

function readArg(written: string, start: { readonly line: number; readonly character: number }): ContainerfileArg {
  const place = { line: start.line + 1, column: start.character + 1 }
  const equals = written.indexOf('=')
  if (equals === -1) return { name: written, default: undefined, ...place }
  const value = written.slice(equals + 1)
  const quoted = /^(["'])(.*)\1$/.exec(value)
  return { name: written.slice(0, equals), default: quoted?.[2] ?? value, ...place }
}

/**
 * The `ARG` defaults that name a key of versions.env and say something else. A build without build arguments, on a laptop, would use them:
 * the image would be another one than versions.env promises.
 */
export function disagreements(
  args: readonly ContainerfileArg[],
  entries: readonly VersionEntry[],
  files: { readonly containerfile: string; readonly versions: string },
): readonly Problem[] {
  return args.flatMap((arg) => {
    const entry = entries.find(({ key }) => key === arg.name)
    if (entry === undefined || arg.default === undefined || arg.default === entry.value) return []
    return [
      {
        code: 'E_CHAIN_ARG_DISAGREES',
        message: `ARG ${arg.name} has the default ${arg.default}, but ${files.versions}:${entry.line} says ${entry.value}`,
        cure: `Write ARG ${arg.name}=${entry.value}, or leave the default away`,
        at: { file: files.containerfile, line: arg.line, column: arg.column },
      },
    ]
  })
}

/** The entries of versions.env that a Containerfile declares as `ARG`: they become build arguments. */
export function buildArguments(args: readonly ContainerfileArg[], entries: readonly VersionEntry[]): Readonly<Record<string, string>> {
  const names = new Set(args.map((arg) => arg.name))
  return Object.fromEntries(entries.filter(({ key }) => names.has(key)).map(({ key, value }) => [key, value]))
}
