import { err, ok, type Problem, parseReleaseTag, type ReleaseTag, type Result } from '@slipway/kernel'
import type { Inputs, JobFacts } from './plan.ts'

/** What is built, in the words of a version. */
export type VersionPlan = {
  /** On a release nothing may call itself `dev` or `dirty`. */
  readonly release: boolean
  /** What the command is told. */
  readonly version: string
  /** What every executable has to hold; undefined where no version was asked for. */
  readonly stamp: string | undefined
  readonly prerelease: boolean
}

/**
 * Decides which version a run builds. A run is a release when the inputs say so, and otherwise when it is for a tag: then its version is
 * that of a release tag (`vX.Y.Z`, or `vX.Y.Z-pre`; semver.org 2.0.0, without build metadata), and the tag and the input agree.
 */
export function planVersion(inputs: Pick<Inputs, 'release' | 'version'>, job: JobFacts): Result<VersionPlan> {
  const tag = job.refType === 'tag' ? job.refName : undefined
  const release = inputs.release ?? (tag !== undefined || job.eventName === 'release')
  const version = inputs.version ?? tag ?? `0.0.0-dev.${job.sha.slice(0, 12)}`
  if (!release) return ok({ release, version, stamp: inputs.version, prerelease: isPrerelease(version) })
  const found = [...checkTag(tag), ...checkVersion(inputs.version, tag)]
  return found.length > 0 ? err(found) : ok({ release, version, stamp: version, prerelease: isPrerelease(version) })
}

/** `v1.2.3`, or `1.2.3` as some projects write it. */
export function readVersion(version: string): Result<ReleaseTag, Problem> {
  return parseReleaseTag(version.startsWith('v') ? version : `v${version}`)
}

function isPrerelease(version: string): boolean {
  const read = readVersion(version)
  return read.ok && read.value.prerelease !== ''
}

function checkTag(tag: string | undefined): readonly Problem[] {
  if (tag === undefined) return []
  const message = `the run is for the tag ${tag}, and that is no version of a release`
  const cure = 'Push a tag such as v1.2.3 or v1.2.3-rc.1, or set release to false'
  return parseReleaseTag(tag).ok ? [] : [{ code: 'E_NATIVE_TAG', message, cure, at: { input: 'release' } }]
}

function checkVersion(given: string | undefined, tag: string | undefined): readonly Problem[] {
  const at = { input: 'version' }
  const version = given ?? tag
  const bad = (message: string, cure: string): readonly Problem[] => [{ code: 'E_NATIVE_VERSION', message, cure, at }]
  if (version === undefined) return bad('is empty, and a release has a version', 'Give version, or run for a tag')
  // A bad tag was reported as such.
  const read = readVersion(version)
  if (!read.ok) return given === undefined ? [] : bad(`"${given}" is no version of a release`, 'Give one such as v1.2.3 or v1.2.3-rc.1')
  const word = read.value.prerelease.split(/[.-]/).find((part) => /^(dev|dirty|snapshot|devel)$/i.test(part))
  if (word !== undefined) return bad(`${version} is a ${word} version, and no release`, 'Release a version such as v1.2.3 or v1.2.3-rc.1')
  if (given === undefined || tag === undefined || !parseReleaseTag(tag).ok || read.value.tag === tag) return []
  return bad(`${given} is not the version of the tag that the run is for, ${tag}`, 'Give version the tag, or leave it out')
}
