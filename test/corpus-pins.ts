/** A package of the npm registry that ships native files for several platforms, and the digest of its archive. */
export type NpmPin = { readonly name: string; readonly version: string; readonly integrity: string }

/** Wheels of the Python package index for one platform: names with versions, and the SHA-256 of each file. */
export type WheelPin = { readonly platform: string; readonly wheels: readonly (readonly [requirement: string, sha256: string])[] }

/** Small packages of C, C++, Rust and Go code for Android, FreeBSD, iOS and its simulator, Linux (glibc and musl), macOS (also universal) and Windows. */
export const npmPins: readonly NpmPin[] = [
  pin('argon2', '0.45.1', 'skm+/WCjkGqCQxF7FG1LuZXM5yvbFjgbfiCGsud2oLgaDhh6b6dbH0b1EkghbM+xx4Bj8Ape+KKgixoIlWZicQ=='),
  pin('bare-os', '3.9.3', 'fF4Q7QsyKVF5Rj0qvI8BgUNjqzC2JvQlpTaPLjVJVxYVUX5Zr9un+y3w1HmA4nNKdFmRBT8z/WmrjvXzXVerKQ=='),
  pin('bcrypt', '6.0.0', 'cU8v/EGSrnH+HnxV2z0J7/blxH8gq7Xh2JFT6Aroax7UohdmiJJlxApMxtKfuI7z68NvvVcmR78k2LbT6efhRg=='),
  pin('bufferutil', '4.1.0', 'ZMANVnAixE6AWWnPzlW2KpUrxhm9woycYvPOo67jWHyFowASTEd9s+QN1EIMsSDtwhIxN4sWE1jotpuDUIgyIw=='),
  pin('classic-level', '3.0.0', 'yGy8j8LjPbN0Bh3+ygmyYvrmskVita92pD/zCoalfcC9XxZj6iDtZTAnz+ot7GG8p9KLTG+MZ84tSA4AhkgVZQ=='),
  pin('fsevents', '2.3.3', '5xoDfX+fL7faATnagmWPpbFtwh/R77WmMMqqHGS65C3vvB0YHrgF+B1YmZ3441tMj5n63k0212XNoJwzlhffQw=='),
  pin('node-hid', '3.4.0', 'Br7EO3bJARAJBdtcsGzF/Vs5TjfbkaMdglqLQ+Rk9GOGgVqv5DxYUVH5znLerJU+OfBWw8sd552Ujcprz1bG9g=='),
  pin('sodium-native', '5.1.0', '3RxgyWyJlhTsABPnJVpCI5CoTDANZTqqFrEPqr+kjfnRaBihpVtMUE3yTF40ukdoB1APXeoBNKF3MzZAIHg39g=='),
  pin('udx-native', '1.21.3', '2rUrocAjI2/0ijFqb0E3R6PH3AoH+o5ZhaL3lGm/bHCRGaqPnGhywTOMPM2ByYEXscsZsj5svhmSbY1ogxGGbg=='),
  pin('@node-rs/crc32-win32-ia32-msvc', '1.10.6', 'DpDxQLaErJF9l36aghe1Mx+cOnYLKYo6qVPqPL9ukJ5rAGLtCdU0C+Zoi3gs9ySm8zmbFgazq/LvmsZYU42aBw=='),
  pin('@serialport/bindings-cpp', '13.0.1', 'j8nD5Om5MaQwzptncOiajIKj5RuMy7RiretZYmW4ZpaaLBc5XrapdojjL6AVwhpMWao8iSstlwEx/hpTIAp6mw=='),
]

function pin(name: string, version: string, sha512: string): NpmPin {
  return { name, version, integrity: `sha512-${sha512}` }
}

const [markupsafe, ninja, psycopg2, rpds] = ['markupsafe==3.0.2', 'ninja==1.11.1.4', 'psycopg2-binary==2.9.10', 'rpds-py==0.22.3'] as const

/** Among them programs, and libraries that were bundled with rewritten names and run paths. */
export const wheelPins: readonly WheelPin[] = [
  {
    platform: 'macosx_10_13_universal2',
    wheels: [
      [markupsafe, '9778bd8ab0a994ebf6f84c2b949e65736d5575320a17ae8984a77fab08db94cf'],
      [ninja, 'b33923c8da88e8da20b6053e38deb433f53656441614207e01d283ad02c5e8e7'],
    ],
  },
  { platform: 'macosx_10_12_x86_64', wheels: [[rpds, '27e98004595899949bd7a7b34e91fa7c44d7a97c40fcaf1d874168bb652ec67e']] },
  {
    platform: 'macosx_14_0_arm64',
    wheels: [
      [markupsafe, '846ade7b71e3536c4e56b386c2a47adf5741d2d8b94ec9dc3e92e5e1ee1e2225'],
      [psycopg2, '9440fa522a79356aaa482aa4ba500b65f28e5d0e63b801abf6aa152a29bd842a'],
      [rpds, '1978d0021e943aae58b9b0b196fb4895a25cc53d3956b8e35e0b7682eefb6d56'],
    ],
  },
  {
    platform: 'manylinux2014_aarch64',
    wheels: [
      [markupsafe, '1c99d261bd2d5f6b59325c92c73df481e05e57f19837bdca8413b9eac4bd8028'],
      [ninja, 'd3090d4488fadf6047d0d7a1db0c9643a8d391f0d94729554dbb89b5bdc769d7'],
    ],
  },
  { platform: 'manylinux2014_armv7l', wheels: [[rpds, 'feea821ee2a9273771bae61194004ee2fc33f8ec7db08117ef9147d4bbcbca8e']] },
  {
    platform: 'manylinux2014_ppc64le',
    wheels: [
      [ninja, 'ecce44a00325a93631792974659cf253a815cc6da4ec96f89742925dfc295a0d'],
      [rpds, '22bebe05a9ffc70ebfa127efbc429bc26ec9e9b4ee4d15a740033efda515cf3d'],
    ],
  },
  {
    platform: 'manylinux2014_s390x',
    wheels: [
      [ninja, '9c29bb66d2aa46a2409ab369ea804c730faec7652e8c22c1e428cc09216543e5'],
      [rpds, '3af6e48651c4e0d2d166dc1b033b7042ea3f871504b6805ba5f4fe31581d8d38'],
    ],
  },
  {
    platform: 'manylinux2014_x86_64',
    wheels: [
      [markupsafe, 'e17c96c14e19278594aa4841ec148115f9c7615a47382ecb6b82bd8fea3ab0c8'],
      [psycopg2, '8cd9b4f2cfab88ed4a9106192de509464b75a906462fb846b936eabe45c2063e'],
      [rpds, 'e67ba3c290821343c192f7eae1d8fd5999ca2dc99994114643e2f2d3e6138b15'],
    ],
  },
  { platform: 'manylinux_2_12_i686', wheels: [[ninja, 'cede0af00b58e27b31f2482ba83292a8e9171cdb9acc2c867a3b6e40b3353e43']] },
  { platform: 'musllinux_1_1_x86_64', wheels: [[ninja, 'cf554e73f72c04deb04d0cf51f5fdb1903d9c9ca3d2344249c8ce3bd616ebc02']] },
  {
    platform: 'musllinux_1_2_aarch64',
    wheels: [
      [markupsafe, '2181e67807fc2fa785d0592dc2d6206c019b9502410671cc905d132a92866557'],
      [psycopg2, '6dc08420625b5a20b53551c50deae6e231e6371194fa0651dbe0fb206452ae1f'],
    ],
  },
  {
    platform: 'musllinux_1_2_x86_64',
    wheels: [
      [markupsafe, 'ad10d3ded218f1039f11a75f8091880239651b52e9bb592ca27de44eed242a48'],
      [rpds, '8633e471c6207a039eff6aa116e35f69f3156b3989ea3e2d755f7bc41754a4a7'],
    ],
  },
  {
    platform: 'win32',
    wheels: [
      [markupsafe, '0f4ca02bea9a23221c0182836703cbf8930c5e9454bacce27e767509fa286a30'],
      [ninja, '2ab67a41c90bea5ec4b795bab084bc0b3b3bb69d3cd21ca0294fc0fc15a111eb'],
      [rpds, '593eba61ba0c3baae5bc9be2f5232430453fb4432048de28399ca7376de9c627'],
    ],
  },
  {
    platform: 'win_amd64',
    wheels: [
      [markupsafe, '8e06879fc22a25ca47312fbe7c8264eb0b662f6db27cb2d3bbbc74b1df4b9b87'],
      [ninja, '4617b3c12ff64b611a7d93fd9e378275512bb36eff8babff7c83f5116b4f8d66'],
      [psycopg2, '18c5ee682b9c6dd3696dad6e54cc7ff3a1a9020df6a5c0f861ef8bfd338c3ca0'],
      [rpds, 'd115bffdd417c6d806ea9069237a4ae02f513b778e3789a359bc5856e0404cc4'],
    ],
  },
  { platform: 'win_arm64', wheels: [[ninja, '5713cf50c5be50084a8693308a63ecf9e55c3132a78a41ab1363a28b6caaaee1']] },
]
