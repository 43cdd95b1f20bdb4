/** Machine numbers and the names that Go gives the same architectures (`go tool dist list`). */

type Machine = { readonly name: string; readonly architecture?: string | undefined }

/** ELF gABI, chapter 4, "e_machine", and the registry of https://groups.google.com/g/generic-abi; 0x9026 is older than it. */
const elfNames: Readonly<Record<number, string>> = {
  2: 'EM_SPARC',
  3: 'EM_386',
  4: 'EM_68K',
  8: 'EM_MIPS',
  15: 'EM_PARISC',
  18: 'EM_SPARC32PLUS',
  20: 'EM_PPC',
  21: 'EM_PPC64',
  22: 'EM_S390',
  40: 'EM_ARM',
  42: 'EM_SH',
  43: 'EM_SPARCV9',
  50: 'EM_IA_64',
  62: 'EM_X86_64',
  83: 'EM_AVR',
  92: 'EM_OPENRISC',
  94: 'EM_XTENSA',
  164: 'EM_HEXAGON',
  183: 'EM_AARCH64',
  189: 'EM_MICROBLAZE',
  190: 'EM_CUDA',
  195: 'EM_ARC_COMPACT2',
  224: 'EM_AMDGPU',
  243: 'EM_RISCV',
  247: 'EM_BPF',
  252: 'EM_CSKY',
  258: 'EM_LOONGARCH',
  36902: 'EM_ALPHA',
}

/** The machine of an ELF file: byte order and class split some of them. */
export function elfMachine(number: number, bits: 32 | 64, little: boolean): Machine {
  return { name: elfNames[number] ?? `machine ${number}`, architecture: elfArchitecture(number, bits === 64, little) }
}

function elfArchitecture(number: number, wide: boolean, little: boolean): string | undefined {
  switch (number) {
    case 3:
      return '386'
    case 8:
      return `mips${wide ? '64' : ''}${little ? 'le' : ''}`
    case 21:
      return little ? 'ppc64le' : 'ppc64'
    case 22:
      return wide ? 's390x' : undefined
    case 40:
      return little ? 'arm' : undefined
    case 43:
      return 'sparc64'
    case 62:
      // 32 bits on this machine is the x32 ABI, which Go does not know.
      return wide ? 'amd64' : undefined
    case 183:
      return wide && little ? 'arm64' : undefined
    case 243:
      return wide ? 'riscv64' : 'riscv'
    case 258:
      return wide ? 'loong64' : undefined
    default:
      return undefined
  }
}

/** Microsoft PE format, "Machine Types". */
export function peMachine(number: number): Machine {
  const known: Readonly<Record<number, Machine>> = {
    332: { name: 'I386', architecture: '386' },
    448: { name: 'ARM', architecture: 'arm' },
    452: { name: 'ARMNT', architecture: 'arm' },
    512: { name: 'IA64' },
    3772: { name: 'EBC' },
    20580: { name: 'RISCV64', architecture: 'riscv64' },
    25188: { name: 'LOONGARCH64', architecture: 'loong64' },
    34404: { name: 'AMD64', architecture: 'amd64' },
    43620: { name: 'ARM64', architecture: 'arm64' },
  }
  return known[number] ?? { name: `machine 0x${number.toString(16)}` }
}

/** Apple's mach/machine.h, "Machine types". */
export function machoMachine(number: number): Machine {
  const known: Readonly<Record<number, Machine>> = {
    7: { name: 'CPU_TYPE_I386', architecture: '386' },
    12: { name: 'CPU_TYPE_ARM', architecture: 'arm' },
    18: { name: 'CPU_TYPE_POWERPC' },
    16777223: { name: 'CPU_TYPE_X86_64', architecture: 'amd64' },
    16777228: { name: 'CPU_TYPE_ARM64', architecture: 'arm64' },
    33554444: { name: 'CPU_TYPE_ARM64_32' },
    16777234: { name: 'CPU_TYPE_POWERPC64', architecture: 'ppc64' },
  }
  return known[number] ?? { name: `CPU type 0x${number.toString(16)}` }
}
