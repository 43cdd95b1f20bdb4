// Each text is imported by itself: the list's own entry points carry all of its more than 700 licences.
import zeroBsd from 'spdx-license-list/licenses/0BSD.json' with { type: 'json' }
import agpl3 from 'spdx-license-list/licenses/AGPL-3.0-only.json' with { type: 'json' }
import apache from 'spdx-license-list/licenses/Apache-2.0.json' with { type: 'json' }
import artistic2 from 'spdx-license-list/licenses/Artistic-2.0.json' with { type: 'json' }
import bsd2 from 'spdx-license-list/licenses/BSD-2-Clause.json' with { type: 'json' }
import bsd3 from 'spdx-license-list/licenses/BSD-3-Clause.json' with { type: 'json' }
import boost from 'spdx-license-list/licenses/BSL-1.0.json' with { type: 'json' }
import bzip2 from 'spdx-license-list/licenses/bzip2-1.0.6.json' with { type: 'json' }
import cc0 from 'spdx-license-list/licenses/CC0-1.0.json' with { type: 'json' }
import curl from 'spdx-license-list/licenses/curl.json' with { type: 'json' }
import epl2 from 'spdx-license-list/licenses/EPL-2.0.json' with { type: 'json' }
import freetype from 'spdx-license-list/licenses/FTL.json' with { type: 'json' }
import gpl2 from 'spdx-license-list/licenses/GPL-2.0-only.json' with { type: 'json' }
import gpl3 from 'spdx-license-list/licenses/GPL-3.0-only.json' with { type: 'json' }
import icu from 'spdx-license-list/licenses/ICU.json' with { type: 'json' }
import ijg from 'spdx-license-list/licenses/IJG.json' with { type: 'json' }
import isc from 'spdx-license-list/licenses/ISC.json' with { type: 'json' }
import lgpl2 from 'spdx-license-list/licenses/LGPL-2.0-only.json' with { type: 'json' }
import lgpl21 from 'spdx-license-list/licenses/LGPL-2.1-only.json' with { type: 'json' }
import lgpl3 from 'spdx-license-list/licenses/LGPL-3.0-only.json' with { type: 'json' }
import libpng from 'spdx-license-list/licenses/libpng-2.0.json' with { type: 'json' }
import mit from 'spdx-license-list/licenses/MIT.json' with { type: 'json' }
import mit0 from 'spdx-license-list/licenses/MIT-0.json' with { type: 'json' }
import mpl2 from 'spdx-license-list/licenses/MPL-2.0.json' with { type: 'json' }
import ncsa from 'spdx-license-list/licenses/NCSA.json' with { type: 'json' }
import openssl from 'spdx-license-list/licenses/OpenSSL.json' with { type: 'json' }
import postgresql from 'spdx-license-list/licenses/PostgreSQL.json' with { type: 'json' }
import python from 'spdx-license-list/licenses/Python-2.0.json' with { type: 'json' }
import unicode from 'spdx-license-list/licenses/Unicode-3.0.json' with { type: 'json' }
import unlicense from 'spdx-license-list/licenses/Unlicense.json' with { type: 'json' }
import x11 from 'spdx-license-list/licenses/X11.json' with { type: 'json' }
import zlib from 'spdx-license-list/licenses/Zlib.json' with { type: 'json' }

export type LicenseKind = 'permissive' | 'weak copyleft' | 'copyleft'

export type License = {
  readonly id: string
  readonly name: string
  readonly kind: LicenseKind
  /** The text names its copyright holder, so a package needs the project's own copy of it. */
  readonly personal: boolean
  readonly text: string
}

type Source = { readonly name: string; readonly licenseText: string }

const one = (id: string, kind: LicenseKind, source: Source, personal = false): License => ({ id, name: source.name, kind, personal, text: source.licenseText })

/** "only" and "or later" share one text; which of them holds is said elsewhere. */
const pair = (id: string, kind: LicenseKind, source: Source): License[] => {
  const name = source.name.replace(/ only$/, '')
  return [one(`${id}-only`, kind, { ...source, name: `${name} only` }), one(`${id}-or-later`, kind, { ...source, name: `${name} or later` })]
}

/** The licences that a package may declare. */
export const licenses: readonly License[] = [
  one('0BSD', 'permissive', zeroBsd),
  ...pair('AGPL-3.0', 'copyleft', agpl3),
  one('Apache-2.0', 'permissive', apache),
  one('Artistic-2.0', 'permissive', artistic2),
  one('BSD-2-Clause', 'permissive', bsd2, true),
  one('BSD-3-Clause', 'permissive', bsd3, true),
  one('BSL-1.0', 'permissive', boost),
  one('bzip2-1.0.6', 'permissive', bzip2),
  one('CC0-1.0', 'permissive', cc0),
  one('curl', 'permissive', curl),
  one('EPL-2.0', 'weak copyleft', epl2),
  one('FTL', 'permissive', freetype),
  ...pair('GPL-2.0', 'copyleft', gpl2),
  ...pair('GPL-3.0', 'copyleft', gpl3),
  one('ICU', 'permissive', icu),
  one('IJG', 'permissive', ijg),
  one('ISC', 'permissive', isc, true),
  ...pair('LGPL-2.0', 'weak copyleft', lgpl2),
  ...pair('LGPL-2.1', 'weak copyleft', lgpl21),
  ...pair('LGPL-3.0', 'weak copyleft', lgpl3),
  one('libpng-2.0', 'permissive', libpng),
  one('MIT', 'permissive', mit, true),
  one('MIT-0', 'permissive', mit0, true),
  one('MPL-2.0', 'weak copyleft', mpl2),
  one('NCSA', 'permissive', ncsa, true),
  one('OpenSSL', 'permissive', openssl),
  one('PostgreSQL', 'permissive', postgresql),
  one('Python-2.0', 'permissive', python),
  one('Unicode-3.0', 'permissive', unicode),
  one('Unlicense', 'permissive', unlicense),
  one('X11', 'permissive', x11),
  one('Zlib', 'permissive', zlib),
]
