/** A package of the distribution that a part of the lab needs, so that set-up can install it. */
export type DebianPackage = {
  readonly package: string
  /** For people: which part needs it, for what. */
  readonly why: string
  /** A file whose presence shows that it is installed: a command on PATH, or an absolute path. */
  readonly provides: string
}

/** What `startRegistry` and the copies into it need. */
export const registryPackages: readonly DebianPackage[] = [
  { package: 'docker-registry', why: 'the OCI registry of a rehearsal', provides: 'docker-registry' },
  { package: 'skopeo', why: 'moves images into the registry and between its channels', provides: 'skopeo' },
]

/** What `ensureBaseImages` needs. No emulator: packages are unpacked and never run. */
export const baseImagePackages: readonly DebianPackage[] = [
  { package: 'mmdebstrap', why: 'unpacks the toolchain base images from distribution packages', provides: 'mmdebstrap' },
  {
    package: 'debian-archive-keyring',
    why: 'the keys that the packages of the base images are signed with',
    provides: '/usr/share/keyrings/debian-archive-keyring.gpg',
  },
]

/** Where Debian's packages come from on a machine that does not say. */
const publicMirror = 'http://deb.debian.org/debian'

/**
 * The mirror that a Debian machine uses itself: the first http or https URI of its sources, in the deb822 format (`URIs:`) or in
 * the one-line format (sources.list(5)). Machines of other distributions use mirrors without Debian's packages, so they get
 * Debian's public one. `lists` holds the texts of the source files in apt's order.
 */
export function chooseMirror(osRelease: string, lists: readonly string[]): string {
  const id = /^ID="?([a-z]+)"?$/m.exec(osRelease)?.[1]
  if (id !== 'debian') return publicMirror
  for (const line of lists.flatMap((text) => text.split('\n'))) {
    const [, uri] = /^URIs:\s*(?:\S*\s+)*?(https?:\/\/\S+)/i.exec(line) ?? /^deb\s+(?:\[[^\]]*\]\s+)?(https?:\/\/\S+)/.exec(line) ?? []
    if (uri !== undefined && !uri.includes('security')) return uri.replace(/\/+$/, '')
  }
  return publicMirror
}
