import type { ReleasePlan, ReleaseRequest } from './plan.ts'

/** The plan as lines for people, in the order in which it is carried out. The same for a dry run and for the real one. */
export function renderPlan(plan: ReleasePlan, request: Pick<ReleaseRequest, 'assets'>): readonly string[] {
  const size = (name: string): string => {
    const asset = request.assets.find((one) => one.name === name)
    return `${asset?.size} bytes, ${asset?.digest}`
  }
  return [
    headline(plan),
    ...plan.duplicates.map(({ url }) => `delete the second draft ${url}, which an earlier run left`),
    ...plan.remove.map(({ asset, why }) => `remove ${asset.name}: ${why === 'differs' ? 'it has other bytes' : 'its upload was not finished'}`),
    ...plan.keep.map(({ name }) => `keep ${name}: same digest, nothing is sent`),
    ...plan.unproven.map(({ name, state }) => (state === 'uploaded' ? `wait for the digest of ${name}` : `wait for ${name}, which another run is sending`)),
    ...(plan.body === undefined ? [] : ['bring the table of artifacts in the draft up to date']),
    ...plan.upload.map((name) => `upload ${name} (${size(name)})`),
    ...plan.foreign.map(({ name }) => `leave ${name} alone: it was not declared`),
    ...ending(plan),
  ]
}

function headline({ state, tag, release }: ReleasePlan): string {
  if (state === 'none') return `create a draft of ${tag}`
  return state === 'draft' ? `go on with the draft of ${tag}: ${release?.url}` : `${tag} is public and identical: ${release?.url}`
}

function ending({ state, publish, prerelease, latest, elected }: ReleasePlan): string[] {
  if (state === 'public') return ['nothing to do']
  if (!publish) return ['leave it a draft']
  const place = prerelease
    ? 'as a prerelease'
    : latest
      ? 'as the latest release'
      : `without making it the latest release, which ${elected?.tag ?? 'another one'} stays`
  return ['compare every size and digest with the local file', `publish ${place}`]
}
