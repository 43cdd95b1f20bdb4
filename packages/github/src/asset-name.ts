import type { Problem } from '@slipway/kernel'

/** GitHub takes less than 2 GiB a file and at most 1000 assets a release ("About releases", storage and bandwidth quotas). */
const largest = 2 ** 31 - 1
const most = 1000

/**
 * Everything about a set of files that GitHub would refuse or change, before anything is sent. A name outside `[A-Za-z0-9._+@-]`, or
 * with dots at an end or in a row, is renamed by the server without a word (REST, "Upload a release asset").
 */
export function checkAssets(assets: readonly { readonly name: string; readonly size: number }[]): readonly Problem[] {
  const found = assets.flatMap(({ name, size }) => [...checkName(name), ...checkSize(name, size)])
  const names = assets.map(({ name }) => name)
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index))) {
    found.push({ code: 'E_GITHUB_ASSET_TWICE', message: `"${name}" is there twice`, cure: 'Give each asset a name of its own' })
  }
  if (assets.length === 0) found.push({ code: 'E_GITHUB_NO_ASSET', message: 'there is nothing to release', cure: 'Name at least one file' })
  if (assets.length > most) {
    found.push({
      code: 'E_GITHUB_ASSET_COUNT',
      message: `${assets.length} assets are more than the ${most} that a release can hold`,
      cure: 'Pack files together',
    })
  }
  return found
}

function checkName(name: string): Problem[] {
  if (/^[A-Za-z0-9_+@-]+(\.[A-Za-z0-9_+@-]+)*$/.test(name)) return []
  const message = `GitHub would rename the asset ${JSON.stringify(name)}`
  return [{ code: 'E_GITHUB_ASSET_NAME', message, cure: 'Use letters, digits, "_", "+", "@", "-", and single dots between them' }]
}

function checkSize(name: string, size: number): Problem[] {
  if (size === 0) return [{ code: 'E_GITHUB_ASSET_EMPTY', message: `"${name}" is empty`, cure: 'Look at the job that makes it' }]
  if (size <= largest) return []
  return [
    { code: 'E_GITHUB_ASSET_SIZE', message: `"${name}" has ${size} bytes, GitHub takes less than ${largest + 1}`, cure: 'Split it, or publish it elsewhere' },
  ]
}
