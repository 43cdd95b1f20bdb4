import type { Ports } from '@slipway/host'
import { refuse } from '@slipway/kernel'

const mostLinks = 40

/** Follows a path in a root file system that is mounted at `root`. Links stay inside, as they would for a program that runs there. */
export async function resolveInside(files: Pick<Ports['files'], 'info'>, root: string, path: string): Promise<string> {
  const rest = path.split('/').filter((part) => part !== '' && part !== '.')
  const walked: string[] = []
  let links = 0
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    if (part === '..') {
      walked.pop()
      continue
    }
    const info = await files.info([root, ...walked, part].join('/'))
    if (info === undefined) throw refuse({ code: 'E_ENGINE_PATH', message: `${path} is not in the image`, cure: 'See where the image keeps the file' })
    if (info.kind !== 'link') {
      walked.push(part)
      continue
    }
    links += 1
    if (links > mostLinks) throw refuse({ code: 'E_ENGINE_PATH', message: `${path} goes round in a circle of links`, cure: 'Repair the links in the image' })
    const target = info.target ?? ''
    if (target.startsWith('/')) walked.length = 0
    rest.unshift(...target.split('/').filter((each) => each !== '' && each !== '.'))
  }
  return [root, ...walked].join('/')
}
