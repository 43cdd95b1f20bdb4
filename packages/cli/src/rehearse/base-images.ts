import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Lab, provideToolchain, toolchainImage } from '@slipway/lab'
import type { Display } from './display.ts'

/** Offers the toolchain image where a Containerfile of the project names it. */
export async function provideBaseImages(lab: Lab, project: string, cache: string, display: Display, signal: AbortSignal): Promise<readonly string[]> {
  const name = `${toolchainImage.registry}/${toolchainImage.repository}`
  const files = readdirSync(project, { recursive: true, encoding: 'utf8' }).filter((file) => /(^|\/)(Containerfile|Dockerfile)[^/]*$/.test(file))
  if (!files.some((file) => readFileSync(join(project, file), 'utf8').includes(name))) return []
  const { digest, built } = await provideToolchain(lab, { cache: join(cache, 'base-images'), progress: (line) => display.say(`  ${line}`), signal })
  return [`${name}:${toolchainImage.tag} is ${built ? 'built' : 'kept'} from packages of the distribution (${digest})`]
}
