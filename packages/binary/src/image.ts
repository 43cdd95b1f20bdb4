export type NativeFormat = 'elf' | 'pe' | 'mach-o'

/** A named range of a file. Offsets count from the start of the file, also within a fat file. */
export type Section = {
  /** `.rodata`; in Mach-O `__TEXT,__rodata`. */
  readonly name: string
  readonly offset: number
  readonly size: number
  readonly address: bigint
  /** False for what never reaches memory: debug data, sections that were added afterwards. */
  readonly loaded: boolean
  readonly writable: boolean
  /** Holds instructions. */
  readonly executable: boolean
}

/** A range of the file that is mapped at an address. */
export type Segment = { readonly offset: number; readonly size: number; readonly address: bigint; readonly writable: boolean; readonly executable: boolean }

/** One program or library for one machine: a whole file, or one slice of a fat Mach-O file. */
export type NativeImage = {
  readonly format: NativeFormat
  readonly bits: 32 | 64
  readonly endian: 'little' | 'big'
  /** The format's own name for the machine: `EM_AARCH64`, `AMD64`, `CPU_TYPE_ARM64`. */
  readonly machine: string
  /** Go's GOARCH; undefined where Go has no name for the machine. */
  readonly architecture: string | undefined
  /** Go's GOOS; `uefi`, `ios` or another name where the file says so; undefined where it does not say. */
  readonly os: string | undefined
  readonly purpose: 'executable' | 'library' | 'object' | 'other'
  /** `dynamic` where a loader has something to do besides mapping it: it asks for a loader or for libraries, or is a library itself. */
  readonly linking: 'static' | 'dynamic'
  /** The program loader that the file asks for (PT_INTERP, LC_LOAD_DYLINKER). */
  readonly interpreter: string | undefined
  /** Libraries that are loaded with it, in the file's order. */
  readonly needed: readonly string[]
  /** The name that a library gives itself (DT_SONAME, LC_ID_DYLIB). */
  readonly soname: string | undefined
  /** DT_RPATH, DT_RUNPATH, LC_RPATH. */
  readonly runPaths: readonly string[]
  /** The lowest version of the system that it asks for, such as `11.0` or `10.13.4` (Mach-O) or `6.1` (PE subsystem version). */
  readonly minimumOs: string | undefined
  readonly sections: readonly Section[]
  readonly segments: readonly Segment[]
  /** Where the image stands in the file. */
  readonly range: { readonly offset: number; readonly size: number }
  /** The end of what the headers promise, from the start of the file. A file that ends before is truncated. */
  readonly end: number
}

export type NativeFile = { readonly format: NativeFormat; readonly images: readonly NativeImage[] }

/** The place in the file of an address in memory, when the file holds it. Segments do not overlap in memory, or nothing would load them. */
export function offsetOf(segments: readonly Segment[], address: bigint): number | undefined {
  const order = inOrder(segments)
  let [low, high] = [0, order.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((order[middle] as Segment).address <= address) low = middle + 1
    else high = middle
  }
  const segment = order[low - 1]
  return segment === undefined || address >= segment.address + BigInt(segment.size) ? undefined : segment.offset + Number(address - segment.address)
}

const orders = new WeakMap<readonly Segment[], readonly Segment[]>()

/** What the file holds of an image, by address: a program has a few segments, and a hostile one a hundred thousand. */
function inOrder(segments: readonly Segment[]): readonly Segment[] {
  const known = orders.get(segments)
  if (known !== undefined) return known
  const order = segments.filter(({ size }) => size > 0).sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0))
  orders.set(segments, order)
  return order
}

/** The section that holds a range of the file whole. */
export function sectionAt(images: readonly NativeImage[], offset: number, size: number): Section | undefined {
  const holds = (section: Section): boolean => section.size > 0 && offset >= section.offset && offset + size <= section.offset + section.size
  return images.flatMap((image) => image.sections.filter(holds))[0]
}

/** The furthest of some places in a file; a list may be long, so it is never spread into arguments. */
export function furthest(places: readonly number[]): number {
  return places.reduce((far, place) => Math.max(far, place), 0)
}
