import { digestOf, hexOf, type Platform } from '@slipway/kernel'

/** One platform of a base image: which packages are unpacked, and which kernel lies in `/boot/vmlinuz`. */
export type BasePlatform = {
  readonly platform: Platform
  /** Debian's name of the architecture. */
  readonly architecture: string
  readonly packages: readonly string[]
  /** A package that depends on the kernel's package; its name survives security updates, the kernel's does not. Without it there is no kernel. */
  readonly kernel?: string
}

export type BaseRecipe = {
  /** A release of Debian, by its code name. */
  readonly suite: string
  /** Seconds since 1970: no file and no image is younger. */
  readonly epoch: number
  readonly platforms: readonly BasePlatform[]
}

const common = ['base-files', 'base-passwd', 'dash', 'coreutils', 'gcc', 'libc6-dev', 'make', 'sed', 'grep', 'binutils', 'busybox-static']

/**
 * A C toolchain for linux/amd64 (which also compiles for arm64) and one for linux/arm64, each with a Linux kernel as
 * `/boot/vmlinuz` and a static busybox as `/usr/share/initrd/busybox`. Left out: documentation, locales, link-time
 * optimisation, sanitizers.
 */
export const toolchainRecipe: BaseRecipe = {
  suite: 'bookworm',
  epoch: 1_700_000_000,
  platforms: [
    {
      platform: 'linux/amd64' as Platform,
      architecture: 'amd64',
      packages: [...common, 'gcc-aarch64-linux-gnu', 'libc6-dev-arm64-cross'],
      kernel: 'linux-image-cloud-amd64',
    },
    { platform: 'linux/arm64' as Platform, architecture: 'arm64', packages: common, kernel: 'linux-image-arm64' },
  ],
}

/** Fetches the kernel while mmdebstrap's own apt still knows the packages of the image's architecture. Modules stay away. */
const kernelHook = `export APT_CONFIG="$MMDEBSTRAP_APT_CONFIG"
image=$(apt-cache depends --important @KERNEL@ | sed -n 's/^ *Depends: *\\(linux-image-[^ ]*\\)$/\\1/p' | sed -n 1p)
test -n "$image" || { echo "E: @KERNEL@ depends on no linux-image" >&2; exit 1; }
mkdir -p "$root/tmp/kernel" "$root/boot"
cd "$root/tmp/kernel"
apt-get -qq -o APT::Sandbox::User=root download "$image"
dpkg-deb --fsys-tarfile ./*.deb | tar -x --wildcards './boot/vmlinuz-*'
mv boot/vmlinuz-* "$root/boot/vmlinuz"
cd /
rm -r "$root/tmp/kernel"
`

/**
 * Links what the packages' own scripts would have linked, and drops what an image for building does not need. /proc and /sys
 * may be mounted below the image's root: it must not be searched as a whole.
 */
const trimHook = `if test -e "$root/usr/bin/busybox"; then
  mkdir -p "$root/usr/share/initrd"
  mv "$root/usr/bin/busybox" "$root/usr/share/initrd/busybox"
  ln -s ../share/initrd/busybox "$root/usr/bin/busybox"
fi
if test -e "$root/usr/bin/gcc"; then ln -s gcc "$root/usr/bin/cc"; fi
for file in passwd group; do cp "$root/usr/share/base-passwd/$file.master" "$root/etc/$file"; done
cd "$root/usr/share"
rm -rf doc man locale info lintian gdb
cd "$root/usr"
find . -xdev '(' -name lto1 -o -name '*lto-dump*' -o -name 'lib?san*' -o -name 'libhwasan*' -o -name 'libubsan*' -o -name '*-dwp' -o -name '*ld.gold' ')' \
  -exec rm -rf '{}' +
rm -f "$root/etc/resolv.conf" "$root/etc/hostname"
`

function renderHook(base: BasePlatform): string {
  return `set -eu\nroot=$1\n${base.kernel === undefined ? '' : kernelHook.replaceAll('@KERNEL@', base.kernel)}${trimHook}`
}

/**
 * mmdebstrap's arguments for one platform. The variant `extract` unpacks without running anything, so a foreign architecture
 * needs no emulator and no arch-test; `merged-usr` gives the unpacked packages the layout that their scripts would make.
 */
export function renderArguments(recipe: BaseRecipe, base: BasePlatform, mirror: string, target: string): readonly string[] {
  return [
    '--variant=extract',
    '--format=tar',
    `--architectures=${base.architecture}`,
    `--include=${base.packages.join(',')}`,
    '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr',
    `--extract-hook=${renderHook(base)}`,
    '--skip=output/dev',
    recipe.suite,
    target,
    `deb ${mirror} ${recipe.suite} main`,
  ]
}

/** Changes with everything that the recipe says, and with nothing else: not with the mirror, not with the machine. */
export function recipeKey(recipe: BaseRecipe): string {
  const text = JSON.stringify([recipe, recipe.platforms.map((base) => renderArguments(recipe, base, 'MIRROR', 'TARGET'))])
  return hexOf(digestOf(text)).slice(0, 16)
}
