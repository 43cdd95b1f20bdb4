import {
  type ByteReader,
  type GoBuildInfo,
  type NativeFile,
  parseProof,
  proveContents,
  readGoBuildInfo,
  readNative,
  renderProof,
  smallestAsset,
} from '@slipway/binary'
import type { InputsOf } from '@slipway/contract'
import type { Ports } from '@slipway/host'
import { type Platform, parsePlatform, type Refusal, refuse, unwrap } from '@slipway/kernel'
import type { contract } from './contract.ts'
import { type Asset, choose, normalize, parseAssetLines, parseManifest } from './declare.ts'
import { patternsOf } from './extras.ts'
import type { Facts } from './facts.ts'
import { gather, type Question } from './gather.ts'
import { mergeAssets, parseGoList, planGoList } from './go-sources.ts'
import { type Judgement, judge } from './judge.ts'
import { createOpenFiles } from './open-files.ts'
import { parsePolicy } from './policy.ts'
import { type Result, renderResult, toResult } from './result.ts'

export type Inputs = InputsOf<typeof contract>

export type Verified = {
  readonly judgement: Judgement
  readonly result: Result
  /** The path of the proof that was written; empty where there is none. */
  readonly proof: string
}

/**
 * Looks at a binary and at what it must embed, and says what is wrong with it. Throws a Refusal for what cannot be looked at: a binary that
 * is not there, a manifest that cannot be read. Writes the result, and the proof when all is proven.
 */
export async function verify(inputs: Inputs, ports: Ports): Promise<Verified> {
  const policy = unwrap(parsePolicy(inputs.policy ?? ''))
  using files = createOpenFiles(ports)
  const path = await findBinary(inputs.binary, ports)
  const opened = await files.open(path)
  const binary = opened.ok ? opened.value : missing(path)
  const native = readNative(binary)
  const { assets, byHand } = await readAssets(inputs, native.ok ? native.value : undefined, binary, ports)
  const patterns = patternsOf(inputs.extra ?? '')
  const question = {
    path,
    native,
    platform: inputs.platform,
    guest: inputs['guest-platform'],
    floor: inputs['min-size'],
    assets,
    byHand,
    patterns,
    extras: await findExtras(patterns, byHand, ports),
    proof: inputs.proof === undefined ? undefined : { file: inputs.proof, manifest: unwrap(parseProof(await readText(inputs.proof, 'proof', ports))) },
    declared: [inputs.assets, inputs.manifest, inputs['go-package'], inputs.proof].some((input) => input !== undefined),
  }
  const facts = await gather(question, binary, files.open, ports)
  const judgement = judge(facts, policy)
  const result = toResult(facts, judgement)
  if (inputs.result !== undefined) await ports.files.write(inputs.result, renderResult(result))
  const proof = judgement.verdict === 'proven' ? await writeProof(inputs['write-proof'], facts, binary, ports) : ''
  return { judgement, result, proof }
}

async function readAssets(inputs: Inputs, native: NativeFile | undefined, binary: ByteReader, ports: Ports): Promise<Pick<Question, 'assets' | 'byHand'>> {
  const lines = unwrap(parseAssetLines(inputs.assets ?? ''))
  const manifest = inputs.manifest === undefined ? [] : unwrap(parseManifest(await readText(inputs.manifest, 'manifest', ports), inputs.manifest))
  const host = inputs.platform ?? ownPlatform(native)
  const byHand = choose([...lines, ...manifest], host, inputs['guest-platform'])
  if (inputs['go-package'] === undefined) return { assets: byHand, byHand }
  const image = native?.images[0]
  const info = image === undefined ? undefined : readGoBuildInfo(binary, image)
  return { assets: mergeAssets(byHand, await readGoSources(inputs['go-package'], inputs['go-module'], host, info, ports)), byHand }
}

/** What a binary of one image says that it is for. */
function ownPlatform(native: NativeFile | undefined): Platform | undefined {
  const [image, ...others] = native?.images ?? []
  const platform = others.length > 0 || image === undefined ? undefined : parsePlatform(`${image.os}/${image.architecture}`)
  return platform?.ok === true ? platform.value : undefined
}

async function readText(path: string, input: string, ports: Ports): Promise<string> {
  if ((await ports.files.info(path)) !== undefined) return await ports.files.readText(path)
  throw refuse({ code: 'E_EMBED_MANIFEST', message: `${path} is not there`, cure: 'Check the repository out before this step', at: { input } })
}

const patience = 10 * 60_000

/** What the sources embed on a platform. */
async function readGoSources(
  name: string,
  folder: string,
  platform: Platform | undefined,
  info: GoBuildInfo | undefined,
  ports: Ports,
): Promise<readonly Asset[]> {
  const refused = (message: string, cure: string): Refusal => refuse({ code: 'E_EMBED_GO', message, cure, at: { input: 'go-package' } })
  if (platform === undefined) throw refused('the binary does not say for which platform its sources count', 'Give the input platform')
  const { args, env } = planGoList(name, platform, info)
  const { code, stdout, stderr } = await ports.exec.run('go', args, { cwd: ports.files.resolve(folder), env, deadline: patience })
  if (code === 127) throw refused('go is not on the runner', 'Set Go up before this step, or declare the assets')
  if (code !== 0) throw refused(`go list failed: ${stderr.trim().slice(-2000)}`, 'Run it where the program was built')
  const assets = unwrap(parseGoList(stdout, ports.job.workspace))
  if (assets.length === 0) throw refused(`${name} embeds nothing for ${platform}`, 'Name the package of the program that embeds')
  return assets
}

async function findExtras(patterns: readonly string[], byHand: readonly Asset[], ports: Ports): Promise<readonly string[]> {
  if (patterns.length === 0) return []
  const declared = new Set(byHand.map(({ path }) => path))
  return (await ports.files.glob(patterns)).filter((path) => !declared.has(normalize(path)))
}

async function findBinary(pattern: string, ports: Ports): Promise<string> {
  if ((await ports.files.info(pattern)) !== undefined) return pattern
  const found = await ports.files.glob([pattern])
  if (found.length === 1) return found[0] as string
  if (found.length === 0) return missing(pattern)
  const message = `${pattern} matches ${found.length} files: ${found.slice(0, 5).join(', ')}`
  throw refuse({ code: 'E_EMBED_BINARY', message, cure: 'Name the one binary that embeds the assets', at: { input: 'binary' } })
}

function missing(path: string): never {
  throw refuse({
    code: 'E_EMBED_BINARY',
    message: `${path} is no file that can be read`,
    cure: 'Build the binary before this step, and name its path in the workspace',
    at: { input: 'binary' },
  })
}

/** A proof of every asset, out of the binary; empty where none was asked for. What only its name tells is in no proof: it would be anywhere. */
async function writeProof(path: string | undefined, facts: Facts, binary: ByteReader, ports: Ports): Promise<string> {
  if (path === undefined) return ''
  const proven = facts.assets.flatMap(({ asset, file, places }) => {
    const finding = places[0]?.finding
    return !file.ok || file.value.size < smallestAsset || finding === undefined ? [] : [{ path: asset.path, size: file.value.size, finding }]
  })
  await ports.files.write(path, renderProof(unwrap(proveContents(binary, proven))))
  return path
}
