/**
 * The name that GitHub gives an uploaded asset (REST, "Upload a release asset": "GitHub renames asset filenames that have special
 * characters, non-alphanumeric characters, and leading or trailing periods"). The rule in detail is what `gh release upload
 * --clobber` reckons with and what travis-ci/dpl#821 observed: accents are dropped and ligatures spelled out, each run of
 * characters other than letters, digits, `-`, `_`, `+`, `@` becomes one dot, outer dots go, and a name without a stem gets `default`.
 */
export function assetName(given: string): string {
  const latin = transliterate(given)
  const stemmed = latin.startsWith('.') ? `default${latin}` : latin
  const name = stemmed.replaceAll(/[^A-Za-z0-9\-_+@]+/g, '.').replaceAll(/^\.+|\.+$/g, '')
  return name !== given && !name.includes('.') ? `default.${name}` : name
}

const ligatures: Readonly<Record<string, string>> = {
  Æ: 'AE',
  æ: 'ae',
  Ð: 'D',
  ð: 'd',
  Đ: 'D',
  đ: 'd',
  Ø: 'O',
  ø: 'o',
  Þ: 'Th',
  þ: 'th',
  ß: 'ss',
  Ħ: 'H',
  ħ: 'h',
  ı: 'i',
  Ł: 'L',
  ł: 'l',
  Ŋ: 'NG',
  ŋ: 'ng',
  Œ: 'OE',
  œ: 'oe',
  Ŧ: 'T',
  ŧ: 't',
}

function transliterate(text: string): string {
  return [...text.normalize('NFKD').replaceAll(/\p{M}/gu, '')].map((char) => ligatures[char] ?? (char <= '~' ? char : '?')).join('')
}
