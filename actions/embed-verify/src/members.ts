import { type ByteReader, headSize, listZipMembers, type Sniffed, sniffHead } from '@slipway/binary'
import { err, ok, type Problem, Refusal, type Result } from '@slipway/kernel'
import { type Member, normalize } from './declare.ts'
import type { MemberFacts } from './facts.ts'

const chunk = 256 * 1024

/**
 * Looks into an archive for its declared members: tar, packed with gzip or zstd or not, and zip. Of each only the beginning is kept. What
 * cannot be looked into is a Problem, never a member that is missing.
 */
export async function readMembers(reader: ByteReader, { kind }: Sniffed, members: readonly Member[]): Promise<Result<readonly MemberFacts[], Problem>> {
  if (members.length === 0) return ok([])
  if (kind === 'zip') return readZipMembers(reader, members)
  if (kind === 'tar' || kind === 'gzip' || kind === 'zstd') return readTarMembers(reader, members)
  const cure = 'Declare members of tar archives (packed with gzip or zstd, or not) and of zip archives only'
  return err({ code: 'E_EMBED_MEMBER', message: `is a ${kind} file, of which the members cannot be read`, cure })
}

const without = (member: Member): MemberFacts => ({ member, size: 0, sniffed: undefined })

function readZipMembers(reader: ByteReader, members: readonly Member[]): Result<readonly MemberFacts[], Problem> {
  const listed = listZipMembers(reader)
  if (!listed.ok) return listed
  const byPath = new Map(listed.value.map((one) => [normalize(one.path), one]))
  return ok(
    members.map((member) => {
      const found = byPath.get(member.path)
      const head = found?.readHead(headSize)
      return found === undefined ? without(member) : { member, size: found.size, sniffed: head === undefined ? opaque : sniffHead(head) }
    }),
  )
}

const opaque: Sniffed = {
  kind: 'data',
  architectures: [],
  os: undefined,
  purpose: undefined,
  inside: undefined,
  problem: { code: 'E_EMBED_MEMBER', message: 'is encrypted, or packed in a way that is not known', cure: 'Pack it with deflate' },
}

async function readTarMembers(reader: ByteReader, members: readonly Member[]): Promise<Result<readonly MemberFacts[], Problem>> {
  // Loaded when it is needed: few assets are archives whose members are declared.
  const { decompress, readTar } = await import('@slipway/archive/streams')
  const found = new Map<string, MemberFacts>()
  const wanted = new Map(members.map((member) => [member.path, member]))
  try {
    for await (const { path, type, size, body, linkTarget } of readTar(decompress(chunksOf(reader)))) {
      const member = wanted.get(normalize(path))
      if (member === undefined || found.has(member.path)) continue
      found.set(
        member.path,
        type === 'file' ? { member, size, sniffed: sniffHead(await readHead(body)) } : { member, size: 1, sniffed: linkOf(type, linkTarget) },
      )
      if (found.size === wanted.size) break
    }
  } catch (error) {
    const problem = error instanceof Refusal ? error.problems[0] : undefined
    if (problem === undefined) throw error
    return err({ ...problem, message: `cannot be looked into: ${problem.message}` })
  }
  return ok(members.map((member) => found.get(member.path) ?? without(member)))
}

function linkOf(type: string, target: string | undefined): Sniffed {
  const message = target === undefined ? `is a ${type}` : `is a link to ${target}`
  return { ...opaque, problem: { code: 'E_EMBED_MEMBER', message, cure: 'Declare the file that it leads to' } }
}

async function* chunksOf(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < reader.size; at += chunk) yield reader.read(at, Math.min(chunk, reader.size - at))
}

async function readHead(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    parts.push(Uint8Array.from(part))
    size += part.length
    if (size >= headSize) break
  }
  return Buffer.concat(parts).subarray(0, headSize)
}
