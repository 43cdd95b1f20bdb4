import type { FileFacts } from './inspect.ts'
import type { Fault } from './judge-native.ts'

/**
 * Programs find a library by the name that it gives itself. Where a library that came out is not called so, and what came out with it
 * needs it under that name, nothing would start. The messages begin with the library's path.
 */
export function judgeNames(files: readonly FileFacts[]): readonly Fault[] {
  const there = new Set(files.map(({ path }) => lastPart(path)))
  return files.flatMap((library): readonly Fault[] => {
    const soname = library.native?.image.purpose === 'library' ? library.native.image.soname : undefined
    if (soname === undefined || there.has(lastPart(soname))) return []
    const user = files.find(({ native }) => native?.image.needed.some((needed) => lastPart(needed) === lastPart(soname)))
    if (user === undefined) return []
    const message = `${library.path} gives itself the name ${soname}, and ${user.path} needs it under that name`
    return [{ code: 'E_NATIVE_SONAME', message, cure: `Hand it on as ${lastPart(soname)}` }]
  })
}

function lastPart(path: string): string {
  return path.split('/').at(-1) ?? path
}
