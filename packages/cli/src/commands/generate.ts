import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate, type Sources } from '@slipway/codegen'
import type { Contract } from '@slipway/contract'
import { unwrap } from '@slipway/kernel'
import { actionNames, readManifest, root, workspaceFolders } from '../repository.ts'

/** Writes every generated file; with `--check` writes nothing and fails where one is stale. */
export async function generateFiles(args: readonly string[]): Promise<number> {
  const files = unwrap(generate(await readSources()))
  const stale = Object.entries(files).filter(([file, content]) => readIfThere(file) !== content)
  if (args.includes('--check')) {
    for (const [file] of stale) process.stderr.write(`${file}: is stale. Run npm run generate and commit what it writes\n`)
    return stale.length === 0 ? 0 : 1
  }
  for (const [file, content] of stale) {
    writeFileSync(join(root, file), content)
    process.stdout.write(`wrote ${file}\n`)
  }
  return 0
}

async function readSources(): Promise<Sources> {
  const contracts = await Promise.all(actionNames().map(readContract))
  const workspaces = workspaceFolders().map((folder) => {
    const { name, dependencies } = readManifest(folder)
    return { folder, name, dependencies: Object.keys(dependencies ?? {}) }
  })
  const workflows = publicWorkflows()
  const pageNames = ['README.md', ...actionNames().map((name) => `actions/${name}/README.md`), ...workflows.map((file) => file.replace(/\.yml$/, '.md'))]
  return { contracts, workspaces, workflows: readAll(workflows), pages: readAll(pageNames) }
}

async function readContract(name: string): Promise<Contract> {
  const module = (await import(join(root, 'actions', name, 'src/contract.ts'))) as { contract: Contract }
  return module.contract
}

/** Our own CI begins with `_` and has no page. */
function publicWorkflows(): readonly string[] {
  const folder = '.github/workflows'
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yml') && !name.startsWith('_'))
    .sort()
    .map((name) => `${folder}/${name}`)
}

function readAll(files: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    files.flatMap((file) => {
      const text = readIfThere(file)
      return text === undefined ? [] : [[file, text]]
    }),
  )
}

function readIfThere(file: string): string | undefined {
  const path = join(root, file)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
