import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { refuse } from '@slipway/kernel'

/** What a rehearsed project looks like from outside: a clone with one commit, and the ref that the event names. */
export type Checkout = { readonly folder: string; readonly sha: string }

/**
 * Copies a project as its working tree stands (tracked and untracked, not ignored) into a fresh repository; no file of the project changes.
 * The commit's author and time are fixed, so that the same tree has the same commit, and keys and archives that depend on it are the same too.
 * @param refs one or more, which all name the commit, beside the branch main
 * @param seconds time of the commit, seconds since 1970
 */
export function checkOutProject(source: string, target: string, refs: string | readonly string[], seconds: number): Checkout {
  const files = listFiles(source).filter((file) => present(join(source, file)))
  if (files.length === 0) throw refuse({ code: 'E_CLI_PROJECT', message: `${source} holds no file`, cure: 'Name a project that git knows' })
  for (const file of files) {
    mkdirSync(dirname(join(target, file)), { recursive: true })
    cpSync(join(source, file), join(target, file), { verbatimSymlinks: true })
  }
  const stamp = `${seconds} +0000`
  const identity = {
    GIT_AUTHOR_NAME: 'rehearsal',
    GIT_AUTHOR_EMAIL: 'rehearsal@slipway.invalid',
    GIT_COMMITTER_NAME: 'rehearsal',
    GIT_COMMITTER_EMAIL: 'rehearsal@slipway.invalid',
    GIT_AUTHOR_DATE: stamp,
    GIT_COMMITTER_DATE: stamp,
  }
  git(target, ['init', '-q', '-b', 'main'])
  git(target, ['add', '--all', '--force'])
  git(target, ['-c', 'commit.gpgsign=false', 'commit', '-q', '--no-verify', '-m', 'The working tree under rehearsal'], identity)
  const sha = git(target, ['rev-parse', 'HEAD']).trim()
  for (const ref of [refs].flat()) if (ref !== 'refs/heads/main') git(target, ['update-ref', ref, sha])
  return { folder: target, sha }
}

/** Exports a commit as a consumer would get it: nothing that is not committed, no history. */
export function exportSuite(source: string, target: string): Checkout & { readonly dirty: boolean } {
  if (!existsSync(join(source, '.git')))
    throw refuse({ code: 'E_CLI_SUITE', message: `${source} is no git checkout`, cure: 'Clone the repository, so that a commit of it can be exported' })
  mkdirSync(target, { recursive: true })
  const archive = execFileSync('git', ['archive', '--format=tar', 'HEAD'], { cwd: source, maxBuffer: 1 << 30 })
  execFileSync('tar', ['-x', '-C', target], { input: archive })
  const sha = git(source, ['rev-parse', 'HEAD']).trim()
  return { folder: target, sha, dirty: git(source, ['status', '--porcelain', '--', 'actions', 'packages', 'dist', '.github']) !== '' }
}

function listFiles(source: string): readonly string[] {
  try {
    return git(source, ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', '.'])
      .split('\0')
      .filter((file) => file !== '')
  } catch (error) {
    const message = `git cannot list the files of ${source} (${String((error as { stderr?: string }).stderr ?? error).trim()})`
    throw refuse({ code: 'E_CLI_PROJECT', message, cure: 'Name a project that git knows; git init is enough', at: { input: '--project' } }, { cause: error })
  }
}

function present(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

/** git without the user's own configuration: hooks, signing and filters of theirs have no place in a rehearsal. */
function git(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const clean = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', ...env }
  return execFileSync('git', ['-c', 'safe.directory=*', ...args], { cwd, env: clean, encoding: 'utf8', maxBuffer: 1 << 28, stdio: 'pipe' })
}
