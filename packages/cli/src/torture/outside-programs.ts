import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { refuse } from '@slipway/kernel'
import type { Program, ProgramRun } from '@slipway/lab/torture'
import { cacheFolder } from '../repository.ts'
import { certificate } from './network.ts'

const goreleaser = { name: 'goreleaser', module: 'github.com/goreleaser/goreleaser/v2', version: 'v2.13.3' }

/** Sees to it that the program is there before its network leads nowhere: builds goreleaser, and asks for what the distribution has. */
export async function ensureProgram(target: 'gh' | 'goreleaser'): Promise<void> {
  const needed = { unshare: 'util-linux', ip: 'iproute2', openssl: 'openssl', ...(target === 'gh' ? { gh: 'gh' } : { git: 'git' }) }
  const missing = Object.entries(needed).filter(([command]) => !onPath(command))
  if (missing.length > 0) {
    const message = `${target} cannot be tortured without ${missing.map(([command]) => command).join(', ')}`
    throw refuse({ code: 'E_CLI_PROGRAM', message, cure: `On Debian: apt-get install ${missing.map(([, name]) => name).join(' ')}` })
  }
  if (target === 'gh') return
  const { ensureGoProgram } = await import('@slipway/lab')
  await ensureGoProgram(join(cacheFolder, 'tools'), goreleaser)
}

function onPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
}

/** Others, as they come, with the options that their pages recommend for releases that are run again. */
export const outsidePrograms: Readonly<Record<'gh' | 'goreleaser', Program>> = {
  gh: {
    name: 'gh release create',
    bodyOf: () => 'Words',
    hashes: false,
    resumes: false,
    commandOf: async (run) => {
      const files = run.names.map((name) => join('dist', name))
      const options = ['--repo', run.slug, '--title', run.tag, '--notes', 'Words', ...(run.publish ? [] : ['--draft'])]
      const args = ['release', 'create', run.tag, ...files, ...options, ...(run.tag.includes('-') ? ['--prerelease'] : [])]
      return { command: 'gh', args, env: { ...environmentOf(run), GH_TOKEN: run.token, GH_CONFIG_DIR: run.scratch }, cwd: run.workspace }
    },
  },
  goreleaser: {
    name: `goreleaser ${goreleaser.version}`,
    bodyOf: () => 'Words',
    hashes: false,
    resumes: false,
    commandOf: async (run) => {
      prepareRepository(run)
      const args = ['release', '--skip=validate', '--config', 'goreleaser.yaml', '--timeout', '100s']
      return {
        command: join(cacheFolder, `tools/goreleaser-${goreleaser.version}/goreleaser`),
        args,
        env: { ...environmentOf(run), GITHUB_TOKEN: run.token },
        cwd: run.workspace,
      }
    },
  },
}

function environmentOf({ scratch }: ProgramRun): Readonly<Record<string, string>> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: scratch, SSL_CERT_FILE: certificate, NO_COLOR: '1', GH_PROMPT_DISABLED: '1' }
}

/** A repository with the tag at its head, and the files as extra ones: what a release of files from other jobs is to goreleaser. */
function prepareRepository({ workspace, tag, slug, publish, names }: ProgramRun): void {
  const git = (...args: readonly string[]): void => {
    const identity = ['-c', 'user.name=Octavia', '-c', 'user.email=octavia@example.com', '-c', 'init.defaultBranch=main']
    execFileSync('git', [...identity, ...args], { cwd: workspace, stdio: 'ignore' })
  }
  const [owner, name] = slug.split('/')
  const config = {
    version: 2,
    dist: 'out',
    builds: [{ skip: true }],
    checksum: { disable: true },
    changelog: { disable: true },
    release: {
      github: { owner, name },
      draft: !publish,
      use_existing_draft: true,
      replace_existing_artifacts: true,
      prerelease: 'auto',
      extra_files: names.map((file) => ({ glob: `./dist/${file}` })),
    },
  }
  writeFileSync(join(workspace, 'goreleaser.yaml'), JSON.stringify(config))
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '--message', 'Files')
  git('tag', tag)
  git('remote', 'add', 'origin', `https://github.com/${slug}.git`)
}
