/** Machine numbers and the names that Go gives the same architectures (`go tool dist list`). */

type Machine = { readonly name: string; readonly architecture?: string | undefined }

/** ELF gABI, chapter 4, "e_machine", and the registry of https://groups.google.com/g/generic-abi. Byte order and class split some of them. */
export function elfMachine(number: number, bits: 32 | 64, little: boolean): Machine {
  const wide = bits === 64
  switch (number) {
    case 3:
      return { name: 'EM_386', architecture: '386' }
    case 8:
      return { name: 'EM_MIPS', architecture: `mips${wide ? '64' : ''}${little ? 'le' : ''}` }
    case 20:
      return { name: 'EM_PPC' }
    case 21:
      return { name: 'EM_PPC64', architecture: little ? 'ppc64le' : 'ppc64' }
    case 22:
      return { name: 'EM_S390', architecture: wide ? 's390x' : undefined }
    case 40:
      return { name: 'EM_ARM', architecture: little ? 'arm' : undefined }
    case 43:
      return { name: 'EM_SPARCV9', architecture: 'sparc64' }
    case 62:
      // 32 bits on this machine is the x32 ABI, which Go does not know.
      return { name: 'EM_X86_64', architecture: wide ? 'amd64' : undefined }
    case 183:
      return { name: 'EM_AARCH64', architecture: wide && little ? 'arm64' : undefined }
    case 243:
      return { name: 'EM_RISCV', architecture: wide ? 'riscv64' : 'riscv' }
    case 247:
      return { name: 'EM_BPF' }
    case 258:
      return { name: 'EM_LOONGARCH', architecture: wide ? 'loong64' : undefined }
    default:
      return { name: `machine ${number}` }
  }
}

/** Microsoft PE format, "Machine Types". */
export function peMachine(number: number): Machine {
  const known: Readonly<Record<number, Machine>> = {
    332: { name: 'I386', architecture: '386' },
    448: { name: 'ARM', architecture: 'arm' },
    452: { name: 'ARMNT', architecture: 'arm' },
    512: { name: 'IA64' },
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
    16777234: { name: 'CPU_TYPE_POWERPC64', architecture: 'ppc64' },
  }
  return known[number] ?? { name: `CPU type 0x${number.toString(16)}` }
}
