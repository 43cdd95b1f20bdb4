import { describe, expect, test } from '@jest/globals'
import { type Platform, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { normaliseImage } from './containerfile/image-name.ts'
import { baseImages, pinContainerfile, readContainerfile } from './index.ts'

const platforms = ['linux/amd64', 'linux/arm64'] as Platform[]
const read = (text: string) => unwrap(readContainerfile(text, 'Containerfile'))
const names = (text: string, values = {}) => unwrap(baseImages(read(text), values, platforms)).map(({ name }) => name)

describe('an image is called as docker calls it', () => {
  test.each([
    ['debian', 'docker.io/library/debian:latest'],
    ['debian:12', 'docker.io/library/debian:12'],
    ['owner/name', 'docker.io/owner/name:latest'],
    ['index.docker.io/debian', 'docker.io/library/debian:latest'],
    ['docker.io/library/debian:12', 'docker.io/library/debian:12'],
    ['ghcr.io/owner/name:v1', 'ghcr.io/owner/name:v1'],
    ['localhost/x', 'localhost/x:latest'],
    ['localhost:5000/x:y', 'localhost:5000/x:y'],
    ['127.0.0.1:5000/a/b/c', '127.0.0.1:5000/a/b/c:latest'],
    ['[::1]:5000/a', '[::1]:5000/a:latest'],
    ['Host/a', 'Host/a:latest'],
    [`debian@sha256:${'0'.repeat(64)}`, `docker.io/library/debian@sha256:${'0'.repeat(64)}`],
    [`debian:12@sha256:${'0'.repeat(64)}`, `docker.io/library/debian:12@sha256:${'0'.repeat(64)}`],
  ])('%s', (name, full) => expect(normaliseImage(name)).toEqual({ ok: true, value: full }))

  test.each(['', 'Debian', 'a b', 'a:', 'a:b:c', 'a//b', '/a', 'a/', 'a@sha256:0', 'docker://debian', 'oci-archive:x/y z', 'a'.repeat(64), '-a', 'x/B'])(
    '%j is none',
    (name) => expect(normaliseImage(name).ok).toBe(false),
  )
})

describe('the images that a build begins with', () => {
  test('FROM, COPY --from, RUN --mount=from, each once; neither stages nor scratch', () => {
    const text = `FROM debian:12 AS one
FROM scratch
COPY --from=one /a /
COPY --from=0 /a /
COPY --from=ghcr.io/o/tools:1 /a /
FROM one as two
RUN --mount=type=bind,from=alpine,target=/x --mount=from=one,target=/y --mount=type=cache,target=/c,from=busybox ls
RUN --mount=type=secret,id=x --mount=type=tmpfs,target=/t ls
ADD https://example.org/x /
FROM debian:12
`
    expect(unwrap(baseImages(read(text), {}, platforms))).toEqual([
      { name: 'docker.io/library/alpine:latest', line: 7 },
      { name: 'docker.io/library/busybox:latest', line: 7 },
      { name: 'docker.io/library/debian:12', line: 1 },
      { name: 'ghcr.io/o/tools:1', line: 5 },
    ])
  })

  test('variables: global ARGs, their defaults and the build arguments, the target platform', () => {
    const text = 'ARG V=11\nARG NAME="debian"\nARG TAG=$V-slim\nFROM $NAME:${TAG} AS x\n'
    expect(names(text)).toEqual(['docker.io/library/debian:11-slim'])
    expect(names(text, { V: '12' })).toEqual(['docker.io/library/debian:12-slim'])
    expect(names('FROM x-$TARGETARCH\nFROM ${TARGETPLATFORM#linux/}/y')).toEqual([
      'docker.io/amd64/y:latest',
      'docker.io/arm64/y:latest',
      'docker.io/library/x-amd64:latest',
      'docker.io/library/x-arm64:latest',
    ])
  })

  test('a stage for each platform is no image', () => {
    const text = 'FROM a AS build-amd64\nFROM b AS build-arm64\nFROM build-$TARGETARCH\n'
    expect(names(text)).toEqual(['docker.io/library/a:latest', 'docker.io/library/b:latest'])
    expect(names(text.replace('FROM b AS build-arm64\n', ''))).toEqual(['docker.io/library/a:latest', 'docker.io/library/build-arm64:latest'])
  })

  test('an ARG of a stage counts in no FROM', () => {
    expect(names('ARG V=1\nFROM a:$V AS one\nARG V=2\nFROM b:$V')).toEqual(['docker.io/library/a:1', 'docker.io/library/b:1'])
  })

  test('ONBUILD counts where a stage of the same file begins with it', () => {
    expect(names('FROM scratch\nONBUILD COPY --from=tools /a /')).toEqual([])
    expect(names('FROM scratch AS base\nONBUILD COPY --from=tools /a /\nFROM base')).toEqual(['docker.io/library/tools:latest'])
  })

  test.each([
    ['FROM $NOTHING', 'E_CHAIN_IMAGE', 1, 6],
    ['FROM debian:$BUILDARCH', 'E_CHAIN_IMAGE', 1, 6],
    ['ARG http_proxy\nFROM x:$http_proxy', 'E_CHAIN_IMAGE', 2, 6],
    ['FROM Debian', 'E_CHAIN_IMAGE', 1, 6],
    ['FROM ${X', 'E_CHAIN_SUBSTITUTION', 1, 6],
    ['ARG X=${\nFROM a', 'E_CHAIN_SUBSTITUTION', 1, 7],
    ['FROM a:${V:?needed}', 'E_CHAIN_SUBSTITUTION', 1, 6],
    ['FROM --platform=$NONE a', 'E_CHAIN_PLATFORM', 1, 17],
    ['FROM --platform=linux/x a', 'E_CHAIN_PLATFORM', 1, 17],
    ['FROM a\nCOPY --from=1 x /', 'E_CHAIN_FROM', 2, 13],
    ['FROM a\nCOPY --from=-1 x /', 'E_CHAIN_FROM', 2, 13],
    ['FROM a AS b\nCOPY --from=B x /', 'E_CHAIN_FROM', 2, 13],
    ['FROM a\nCOPY --from=later x /\nFROM b AS later', 'E_CHAIN_FROM', 2, 13],
    ['ARG X=y\nFROM a\nARG X\nCOPY --from=$X x /', 'E_CHAIN_FROM', 4, 13],
    ['FROM a\nRUN --mount=target=/x,from=a$X ls', 'E_CHAIN_FROM', 2, 28],
    ['FROM a\nRUN --mount=from=0,target=/x ls\nFROM b\nCOPY --from="A B" x /', 'E_CHAIN_FROM', 4, 14],
    ["FROM a\nRUN --mount='a\"b' ls", 'E_CHAIN_FLAG', 2, 14],
  ])('%j is refused with its place', (text, code, line, column) => {
    expect(baseImages(read(text), {}, platforms)).toMatchObject({ ok: false, error: [{ code, at: { file: 'Containerfile', line, column } }] })
  })
})

describe('a Containerfile with its images pinned', () => {
  const [amd64, arm64] = platforms as [Platform, Platform]
  const pins = (name: string, platform: Platform) => `<${name}|${platform}>`

  test('each place names the image of its platform, and nothing else changes', () => {
    const text = `\uFEFF# syntax=x\r
ARG V=12 # FROM debian\r
FROM --platform=$BUILDPLATFORM "debian:\${V}" AS one\r
COPY --chown=1 --from=tools:1 \\\r
  # a comment\r
  /a /\r
FROM --platform=linux/x86_64 alp\\\r
ine\r
RUN --mount=type=bind,"from=other",target=/x --mount='from=one,target=/y' echo FROM debian\r
FROM debian:12\r
FROM scratch`
    expect(pinContainerfile(read(text), {}, arm64, amd64, pins)).toBe(`\uFEFF# syntax=x\r
ARG V=12 # FROM debian\r
FROM --platform=$BUILDPLATFORM <docker.io/library/debian:12|linux/amd64> AS one\r
COPY --chown=1 --from=<docker.io/library/tools:1|linux/arm64> \\\r
  # a comment\r
  /a /\r
FROM --platform=linux/x86_64 <docker.io/library/alpine:latest|linux/amd64>\r
RUN --mount=type=bind,"from=<docker.io/library/other:latest|linux/arm64>",target=/x --mount='from=one,target=/y' echo FROM debian\r
FROM <docker.io/library/debian:12|linux/arm64>\r
FROM scratch`)
  })

  test('the build arguments and the target decide the name', () => {
    const text = 'ARG V=1\nFROM a:$V-$TARGETARCH AS x-amd64\nFROM x-$TARGETARCH\n'
    expect(pinContainerfile(read(text), { V: '2' }, amd64, amd64, pins)).toBe(
      'ARG V=1\nFROM <docker.io/library/a:2-amd64|linux/amd64> AS x-amd64\nFROM x-$TARGETARCH\n',
    )
  })

  test('every image that is pinned is one that the plan named, and the result can be read again', () => {
    const image = fc.constantFrom('debian', 'debian:12', '"a/b"', '$I', '${I:-x}', 'scratch', 'one', 'x-$TARGETARCH', 'gh\\\ncr.io/a/b')
    const flag = fc.constantFrom('', '--platform=$BUILDPLATFORM ', '--platform=linux/arm64 ')
    const line = fc.constantFrom(
      'RUN x',
      'COPY --from=tools --link a /',
      'COPY --from=one a /',
      'RUN --mount=target=/x,from=t/u:1 y',
      'ONBUILD COPY --from=w a /',
    )
    const stage = fc.tuple(flag, image, fc.array(line, { maxLength: 3 })).map(([written, name, lines]) => [`FROM ${written}${name}`, ...lines].join('\n'))
    fc.assert(
      fc.property(fc.array(stage, { minLength: 1, maxLength: 4 }), (stages) => {
        const file = read(`ARG I=img:3\nFROM base AS one\n${stages.join('\n')}\n`)
        const known = new Set(unwrap(baseImages(file, {}, platforms)).map(({ name }) => name))
        for (const target of platforms) {
          const asked = new Set<string>()
          const pinned = pinContainerfile(file, {}, target, amd64, (name) => {
            asked.add(name)
            return `pinned.test/${asked.size}@sha256:${'0'.repeat(64)}`
          })
          expect([...asked].filter((name) => !known.has(name))).toEqual([])
          const left = unwrap(baseImages(read(pinned), {}, [target])).map(({ name }) => name)
          expect(left.filter((name) => !name.startsWith('pinned.test/'))).toEqual([])
        }
      }),
    )
  })
})
