import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkCodeSignature, readerOf, readNative } from '@slipway/binary'
import { createExec } from '@slipway/host'
import type { Call } from '@slipway/host/fakes'
import { type Platform, unwrap } from '@slipway/kernel'
import { entitled, machO, plist, signedProgram, unsignedProgram } from './macho.support.ts'
import { attempt, folder, messages, really, source, workspace } from './native-build.support.ts'
import { judgeMachO } from './sign-check.ts'
import { chooseSigner, planRewrites, type SignerFacts, signArgs } from './sign-plan.ts'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const has =
  (...names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name)
const none = { 'sign-identity': '-', 'sign-certificate': undefined }

describe('what signs', () => {
  const facts = (platform: string, host: string, ...names: readonly string[]): SignerFacts => ({ platform: platform as Platform, host, has: has(...names) })
  test.each<[SignerFacts, Partial<Parameters<typeof chooseSigner>[1]>, unknown]>([
    [facts('darwin/arm64', 'darwin/arm64', 'codesign', 'rcodesign'), {}, { signer: 'codesign' }],
    [facts('darwin/arm64', 'linux/amd64', 'rcodesign'), {}, { signer: 'rcodesign' }],
    [facts('darwin/arm64', 'linux/amd64', 'rcodesign'), { 'sign-identity': 'Developer ID', 'sign-certificate': 'a.p12' }, { signer: 'rcodesign' }],
    [facts('darwin/arm64', 'linux/amd64'), {}, { why: 'this is linux/amd64, and rcodesign is not installed (cargo install apple-codesign)' }],
    [
      facts('darwin/arm64', 'linux/amd64', 'rcodesign'),
      { 'sign-identity': 'Developer ID' },
      { why: 'this is linux/amd64, where no keychain has the identity Developer ID, and sign-certificate is not given' },
    ],
    [facts('windows/amd64', 'linux/amd64', 'osslsigncode'), { 'sign-certificate': 'a.p12' }, { signer: 'osslsigncode' }],
    [facts('windows/amd64', 'windows/amd64'), { 'sign-certificate': 'a.p12' }, { why: 'osslsigncode is not installed' }],
    [
      facts('windows/amd64', 'linux/amd64', 'osslsigncode'),
      {},
      { why: 'Authenticode knows no signature without a certificate, and sign-certificate is not given' },
    ],
    [facts('linux/amd64', 'linux/amd64', 'codesign'), {}, { why: 'programs for linux have no signature of their own' }],
  ])('%j', (given, inputs, expected) => expect(unwrap(chooseSigner(given, { ...none, ...inputs }))).toEqual(expected))

  test('a Mac without codesign is refused', () =>
    expect(chooseSigner(facts('darwin/arm64', 'darwin/arm64'), none)).toMatchObject({ ok: false, error: [{ message: 'codesign is not on this Mac' }] }))

  const material = { certificate: '/w/a.p12', passwordFile: '/t/password', timestamp: 'http://127.0.0.1/ts' }
  const file = { path: '/w/tool', entitlements: '/w/e.plist' }
  test.each([
    [signArgs('codesign', '-', file, material, ''), '--force --sign - --entitlements /w/e.plist /w/tool'],
    [
      signArgs('codesign', 'Developer ID', { path: '/w/a', entitlements: undefined }, material, ''),
      '--force --sign Developer ID --options runtime --timestamp=http://127.0.0.1/ts /w/a',
    ],
    [signArgs('rcodesign', '-', file, { ...material, certificate: undefined }, ''), 'sign --entitlements-xml-path /w/e.plist /w/tool'],
    [
      signArgs('rcodesign', '-', file, material, ''),
      'sign --p12-file /w/a.p12 --p12-password-file /t/password --code-signature-flags runtime --timestamp-url http://127.0.0.1/ts --entitlements-xml-path /w/e.plist /w/tool',
    ],
    [
      signArgs('osslsigncode', '-', file, material, '/w/tool.signed'),
      'sign -pkcs12 /w/a.p12 -readpass /t/password -h sha256 -ts http://127.0.0.1/ts -in /w/tool -out /w/tool.signed',
    ],
  ])('%j', (args, line) => expect(args.join(' ')).toBe(line))
})

describe('files that find each other', () => {
  const unsigned = (path: string, bytes: Buffer) => ({ path, native: readable(bytes), entitlements: undefined })
  const readable = (bytes: Buffer) => {
    const native = readNative(readerOf(bytes))
    if (!native.ok) throw new Error(native.error.message)
    return native.value
  }

  test('names of the build machine become places beside the loader; those of the system stay', () => {
    const files = [
      unsigned('out/lib/libf.1.dylib', machO('library', { id: '/opt/homebrew/opt/f/lib/libf.1.dylib', needed: ['/usr/lib/libSystem.B.dylib'] })),
      unsigned('out/lib/libg.dylib', machO('library', { id: '@rpath/libg.dylib', needed: ['/opt/homebrew/opt/f/lib/libf.1.dylib'] })),
      unsigned(
        'out/tool',
        machO('program', { needed: ['/opt/homebrew/opt/f/lib/libf.1.dylib', '/opt/homebrew/lib/libother.dylib'], paths: ['@loader_path/lib', '/w/build'] }),
      ),
    ]
    expect(planRewrites(files, '/w').map(({ path, says }) => [path, ...says])).toEqual([
      ['out/lib/libf.1.dylib', '-id @loader_path/libf.1.dylib'],
      ['out/lib/libg.dylib', '-change /opt/homebrew/opt/f/lib/libf.1.dylib @loader_path/libf.1.dylib'],
      ['out/tool', '-change /opt/homebrew/opt/f/lib/libf.1.dylib @loader_path/lib/libf.1.dylib', '-delete_rpath /w/build'],
    ])
  })
})

describe('signing on a Mac, as far as that can be seen elsewhere', () => {
  const mac = { platform: 'darwin/arm64' }
  const files = { 'out/libf.dylib': signedProgram, 'out/tool': signedProgram, 'e.plist': plist(entitled) }
  const given = { ...mac, command: 'true', files: 'out/*', sign: 'out/*.dylib\nout/tool: e.plist' }
  /** A codesign that does to the file what a test says; every file was signed before. */
  const codesign = (act: (path: string) => void = () => {}, verify = 0) => ({
    job: mac,
    exec: async (call: Call) => {
      if (call.command === 'bash') return really(call)
      if (call.command === 'codesign' && call.args[0] === '--force') act(call.args.at(-1) ?? '')
      return call.command === 'codesign' && call.args[0] === '--verify'
        ? { code: verify, stderr: 'code has no resources but signature indicates they must be present\n' }
        : {}
    },
  })

  test('the files are signed in their order, with what was given, and read back', async () => {
    const { fakes, root } = workspace(files, codesign())
    const { outputs, problems } = await attempt(fakes, given)
    expect(messages(problems)).toEqual([])
    expect(fakes.calls.flatMap(({ command, args }) => (command === 'codesign' ? [args.join(' ').replaceAll(root, '.')] : []))).toEqual([
      '--force --sign - ./out/libf.dylib',
      '--force --sign - --entitlements ./e.plist ./out/tool',
      '--verify --strict --verbose=2 ./out/libf.dylib',
      '--verify --strict --verbose=2 ./out/tool',
    ])
    expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({
      signing: { state: 'signed', signer: 'codesign', identity: 'ad hoc', files: ['out/libf.dylib', 'out/tool'] },
      files: [{ native: { signed: 'ad-hoc', signature: { identifier: 'exe', flags: ['adhoc'] } } }, {}],
    })
  })

  type Red = readonly [string, readonly [act?: (path: string) => void, verify?: number], Readonly<Record<string, string>>, readonly string[]]
  test.each<Red>([
    [
      'a signer that leaves it unsigned',
      [(path) => writeFileSync(path, unsignedProgram)],
      {},
      ['out/libf.dylib is not signed for arm64, although the signer ended well', 'out/tool is not signed for arm64, although the signer ended well'],
    ],
    [
      'something that writes to it afterwards',
      [
        (path) =>
          path.endsWith('tool') && writeFileSync(path, Buffer.concat([signedProgram.subarray(0, 9000), Buffer.from('x'), signedProgram.subarray(9001)])),
      ],
      {},
      ['out/tool is not what was signed: 1 pages or parts are others'],
    ],
    [
      'other entitlements',
      [],
      { sign: 'out/tool: other.plist' },
      ['cs.disable-library-validation is not wanted', 'hypervisor is not wanted', 'network.client is missing'].map(
        (difference) => `out/tool has other entitlements than its property list: com.apple.security.${difference}`,
      ),
    ],
    ['an identity that was not used', [], { 'sign-identity': 'Developer ID', sign: 'out/tool' }, ['out/tool is signed ad hoc, although an identity was given']],
    [
      'a system that does not agree',
      [() => {}, 1],
      { sign: 'out/tool' },
      ['out/tool does not pass codesign --verify: code has no resources but signature indicates they must be present'],
    ],
    ['a file that is not there', [], { sign: 'out/none\nout/tool' }, ['out/none matches no file after the build']],
    ['a property list that is not there', [], { sign: 'out/tool: none.plist' }, ['none.plist, the entitlements of out/tool, is not there']],
    ['what is no program', [], { sign: 'e.plist' }, ['e.plist is neither ELF, PE nor Mach-O']],
  ])('red: %s', async (_, act, change, expected) => {
    const { fakes } = workspace({ ...files, 'other.plist': plist({ 'com.apple.security.network.client': true }) }, codesign(...act))
    expect(messages((await attempt(fakes, { ...given, ...change })).problems)).toEqual(expected)
    expect(fakes.artifacts.size).toBe(0)
  })

  test('a signer that fails, with its own words', async () => {
    const { fakes } = workspace(files, {
      job: mac,
      exec: async (call) => (call.command === 'codesign' ? { code: 1, stderr: 'errSecInternalComponent\n' } : {}),
    })
    expect(messages((await attempt(fakes, given)).problems)).toEqual(['cannot sign out/libf.dylib: codesign ended with 1: errSecInternalComponent'])
  })

  test('elsewhere, and without a signer, the step says why it did nothing, and the record too', async () => {
    const { fakes } = workspace(files, { which: (name) => (name === 'bash' ? '/bin/bash' : undefined) })
    const { outputs, problems } = await attempt(fakes, given)
    expect(messages(problems)).toEqual([])
    const why = 'this is linux/amd64, and rcodesign is not installed (cargo install apple-codesign)'
    expect(fakes.lines).toContain(`nothing was signed: ${why}`)
    expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({ signing: { state: 'nothing', why } })
    expect(messages((await attempt(fakes, { ...given, expect: 'signed: identity' })).problems)).toEqual([
      'out/libf.dylib is signed ad hoc, not signed with an identity',
      'out/tool is signed ad hoc, not signed with an identity',
    ])
  })

  test('entitlements in both forms are compared', () => {
    const [image] = unwrapNative(signedProgram).images
    if (image === undefined) throw new Error('no image')
    const check = checkCodeSignature(readerOf(signedProgram), image)
    expect(judgeMachO(image, check, { hasIdentity: false, wanted: entitled })).toEqual([])
    expect(messages(judgeMachO(image, check, { hasIdentity: true, wanted: {} }))).toHaveLength(3)
  })
})

const unwrapNative = (bytes: Buffer) => {
  const native = readNative(readerOf(bytes))
  if (!native.ok) throw new Error(native.error.message)
  return native.value
}

const installed = (name: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
/** Signers that not every machine has: what they really do is seen where they are installed. */
const where = (...names: readonly string[]) => (names.every(installed) ? test : test.skip)

describe('with real signers', () => {
  let certificate = ''
  beforeAll(() => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    certificate = join(folder, 'signer.p12')
    const subject = ['-subj', '/CN=Example', '-days', '30', '-addext', 'extendedKeyUsage=codeSigning', '-addext', 'keyUsage=digitalSignature']
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' })
    // rcodesign reads only what was usual before OpenSSL 3.
    const old = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']
    execFileSync('openssl', ['pkcs12', '-export', '-inkey', key, '-in', cert, '-out', certificate, '-passout', 'pass:secret word', ...old])
  }, 60_000)

  const real = (files: Readonly<Record<string, string | Uint8Array>>) => {
    const place = workspace(files)
    const exec = createExec({
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-trimpath -buildvcs=false', GOWORK: 'off' },
      cwd: place.root,
      windows: false,
      print: () => {},
      signal: new AbortController().signal,
    })
    return { ...place, fakes: { ...place.fakes, ports: { ...place.fakes.ports, exec } } }
  }

  where('osslsigncode')(
    'osslsigncode: a program for Windows is signed, and its digest read back',
    async () => {
      const { fakes } = real(source)
      const command = 'GOOS=windows GOARCH=amd64 go build -o tool.exe .'
      const given = { platform: 'windows/amd64', command, files: 'tool.exe', sign: 'tool.exe', 'sign-certificate': certificate, 'sign-password': 'secret word' }
      const { outputs, problems } = await attempt(fakes, { ...given, expect: 'signed: identity' })
      expect(messages(problems)).toEqual([])
      expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({ files: [{ native: { signed: 'identity' } }], signing: { signer: 'osslsigncode' } })
      expect(messages((await attempt(real(source).fakes, { ...given, 'sign-password': 'wrong' })).problems)).toEqual([
        expect.stringMatching(/^cannot sign tool\.exe: osslsigncode ended with /),
      ])
      expect(messages((await attempt(real(source).fakes, { ...given, sign: '', expect: 'signed: yes' })).problems)).toEqual([
        'tool.exe is unsigned, not signed',
      ])
      const altered = `${command} && osslsigncode sign -pkcs12 '${certificate}' -pass 'secret word' -in tool.exe -out s.exe >&2 && printf x | dd of=s.exe bs=1 seek=4096 conv=notrunc status=none && mv s.exe tool.exe`
      expect(messages((await attempt(real(source).fakes, { ...given, sign: '', command: altered })).problems)).toEqual([
        'tool.exe is not what was signed: its Authenticode digest is another',
      ])
    },
    120_000,
  )

  where('rcodesign', 'llvm-install-name-tool')(
    'rcodesign: names are rewritten, libraries come first, entitlements are those of the property list',
    async () => {
      const files = {
        'out/libf.1.dylib': machO('library', { id: '/opt/homebrew/lib/libf.1.dylib', needed: ['/usr/lib/libSystem.B.dylib'] }),
        'out/tool': machO('program', { needed: ['/opt/homebrew/lib/libf.1.dylib', '/usr/lib/libSystem.B.dylib'], paths: ['/opt/homebrew/lib'] }),
        'e.plist': plist(entitled),
      }
      const given = { platform: 'darwin/arm64', command: 'true', files: 'out/*', sign: 'out/*.dylib\nout/tool: e.plist' }
      const { fakes, root } = real(files)
      const { outputs, problems } = await attempt(fakes, {
        ...given,
        expect: 'signed: ad-hoc\nout/tool entitlements: e.plist\nout/libf.1.dylib soname: @loader_path/libf.1.dylib',
      })
      expect(messages(problems)).toEqual([])
      expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({
        files: [{}, { native: { needed: ['@loader_path/libf.1.dylib', '/usr/lib/libSystem.B.dylib'], runPaths: [] } }],
      })
      expect(readFileSync(join(root, 'out/tool')).includes('/opt/homebrew')).toBe(false)
      const kept = (await attempt(real(files).fakes, { ...given, 'loader-path': 'false' })).problems
      expect(messages(kept)).toEqual([
        'out/libf.1.dylib refers to /opt/homebrew/lib/libf.1.dylib (own name), which is only on the machine that built it',
        'out/tool refers to /opt/homebrew/lib/libf.1.dylib (needed), which is only on the machine that built it',
        'out/tool refers to /opt/homebrew/lib (run path), which is only on the machine that built it',
      ])
      const identity = { 'sign-certificate': certificate, 'sign-password': 'secret word', 'sign-timestamp': 'none', expect: 'signed: identity' }
      expect(messages((await attempt(real(files).fakes, { ...given, ...identity })).problems)).toEqual([])
    },
    120_000,
  )
})
