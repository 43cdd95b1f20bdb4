export const id = 937;
export const ids = [937];
export const modules = {

/***/ 91937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkLicenseText: () => (/* reexport */ license_checkLicenseText),
  findLicense: () => (/* reexport */ license_findLicense)
});

// UNUSED EXPORTS: coverage, createCount, defaultTemplate, earliestTime, entryTime, fillPlaces, findEvidence, formatOf, formats, gatherFiles, gzip, identifyLicense, isUsualCompressor, licensesKnown, matchesRule, packArchive, parseFileLine, parseLicenseRule, parseSourceReference, planArchive, planPackage, planParts, preparePackage, renderContents, renderNotices, renderPackageName, renderSourceOffer, resolveTarget, sizeOf, tar, withDigests

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./packages/archive/build/deflate.js

/**
 * Everything that decides the bytes, together with the size of a block. Level 0 is never used: its bytes depend on the sizes of the chunks
 * that come in. Level 6 is what `gzip` does unless told otherwise.
 */
const settings = { level: 6, memLevel: 8, windowBits: 15, strategy: external_node_zlib_.constants.Z_DEFAULT_STRATEGY };
const blockSize = (/* unused pure expression or super */ null && (1024 * 1024));
/** What deflate (RFC 1951) can look back at. */
const windowSize = (/* unused pure expression or super */ null && (32 * 1024));
/** As many as Node's pool has threads. */
const defaultWorkers = 4;
/** How many of the chunks that it was given are still read when the next one is asked for, at most: those that run, one that waits, one more. */
function deflate_blocksHeld({ workers = defaultWorkers }) {
    return workers + 2;
}
/**
 * Compresses a stream as raw deflate (RFC 1951), several blocks at once, as pigz does: every MiB by itself, with the 32 KiB before it as its
 * dictionary, ended at a whole byte. The bytes depend on the content alone: not on how it is cut into chunks, nor on the workers.
 */
async function* deflate_deflate(chunks, { workers = defaultWorkers } = {}) {
    const running = [];
    let before;
    const start = (block, isLast) => {
        const compressing = compress(block, before, isLast);
        // An error shows when its turn comes; until then it is no unhandled one.
        compressing.catch(() => { });
        running.push(compressing);
        before = block.subarray(Math.max(0, block.length - windowSize));
    };
    let held = new Uint8Array();
    for await (const block of inBlocks(chunks)) {
        if (held.length > 0)
            start(held, false);
        held = block;
        while (running.length >= workers)
            yield (await running.shift()) ?? new Uint8Array();
    }
    start(held, true);
    for (const compressing of running)
        yield await compressing;
}
function compress(block, before, isLast) {
    const options = {
        ...settings,
        // Room for the whole result at once: each further piece would cost another way to the pool and back.
        chunkSize: Math.ceil(block.length * 1.0625) + 1024,
        finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
        ...(before === undefined ? {} : { dictionary: before }),
    };
    return new Promise((resolve, reject) => {
        deflateRaw(block, options, (error, bytes) => (error === null ? resolve(bytes) : reject(error)));
    });
}
/** Pieces of exactly one block, apart from the last one. A piece that comes in that size is passed on as it is. */
async function* inBlocks(chunks) {
    let parts = [];
    let held = 0;
    for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length;) {
            const part = chunk.subarray(at, at + blockSize - held);
            parts.push(part);
            held += part.length;
            at += part.length;
            if (held < blockSize)
                continue;
            yield join(parts);
            parts = [];
            held = 0;
        }
    }
    if (held > 0)
        yield join(parts);
}
function join(parts) {
    const [only = new Uint8Array()] = parts;
    return parts.length === 1 ? only : Buffer.concat(parts);
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __webpack_require__(74956);
;// CONCATENATED MODULE: ./packages/archive/build/zstd.js




/**
 * Everything that decides the bytes. Level 3 is what `zstd` does unless told otherwise; above 4 the search differs between processors
 * (facebook/zstd#3796).
 */
const level = 3;
const chunkSize = (/* unused pure expression or super */ null && (256 * 1024));
/**
 * Compresses a stream as one zstd frame with a checksum (RFC 8878). The bytes depend on the content and on the version of the library in
 * Node.js, which `process.versions.zstd` tells. Throws a Refusal (E_ARCHIVE_ZSTD) where Node.js has none, as before 22.15.
 */
async function* zstd_zstd(chunks, library = zlib) {
    if (library.createZstdCompress === undefined) {
        throw refuse({ code: 'E_ARCHIVE_ZSTD', message: 'this Node.js has no zstd', cure: 'Run the action with Node.js 24, or write a tar.gz' });
    }
    const { ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = zlib.constants;
    const compressing = library.createZstdCompress({ chunkSize, params: { [ZSTD_c_compressionLevel]: level, [ZSTD_c_checksumFlag]: 1 } });
    const source = Readable.from(chunks, { objectMode: false, highWaterMark: chunkSize });
    const piping = pipeline(source, compressing);
    piping.catch(() => { });
    try {
        yield* compressing;
        await piping;
    }
    finally {
        source.destroy();
        compressing.destroy();
    }
}

;// CONCATENATED MODULE: ./packages/archive/build/compressor.js



/**
 * What the compressors of Node.js's own builds make of the text below: zlib in 18 to 26, zstd 1.5.7 in 22 to 26. A Node.js that a
 * distribution linked with another zlib, or another version of zstd, makes other bytes, which unpack to the same content.
 */
const expected = {
    deflate: '4a9436b2308431b31e5ebd127eb6e7b829f5c5e51fd73039c2332b281d06f515',
    zstd: '6a392ccbee132b6acc4cca685c32526a353d3b389c910ebdb54847f34a18e78f',
};
const asked = new Map();
/** Whether this Node.js compresses as all its own builds do, so that a package made elsewhere has the same bytes. */
function isUsualCompressor(format) {
    const method = format === 'tar.zst' ? 'zstd' : 'deflate';
    const answer = asked.get(method) ?? compare(method === 'zstd' ? zstd(sample()) : deflate(sample()), expected[method]);
    asked.set(method, answer);
    return answer;
}
/** Whether a stream has this sha256, in hexadecimal. */
async function compare(chunks, sha256) {
    const hash = createHash('sha256');
    for await (const bytes of chunks)
        hash.update(bytes);
    return hash.digest('hex') === sha256;
}
/** Somewhat more than one block, of lines that are alike but for numbers. */
async function* sample() {
    let state = 1;
    for (let line = 0; line < 36; line += 1) {
        const words = Array.from({ length: 6000 }, () => {
            state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
            return (state >>> 12).toString(state % 3 === 0 ? 36 : 10);
        });
        yield new TextEncoder().encode(`${line}: ${words.join(' ')}\n`);
    }
}

;// CONCATENATED MODULE: ./packages/archive/build/digests.js

/** A plan whose files are hashed while they are packed, so that nothing is read twice. `digests` holds what was packed so far, by path. */
function withDigests(plan) {
    const digests = new Map();
    const entries = plan.entries.map((entry) => {
        return entry.kind === 'file' ? { ...entry, content: watch(entry.content, entry.size, (found) => void digests.set(entry.path, found)) } : entry;
    });
    return { plan: { ...plan, entries }, digests };
}
function watch(content, size, tell) {
    const start = () => createHashes(size, tell);
    if (content instanceof Uint8Array) {
        start().update(content);
        return content;
    }
    if ('stream' in content)
        return { ...content, stream: () => watchStream(content.stream(), start()) };
    return {
        ...content,
        open: () => {
            const file = content.open();
            const hashes = start();
            const readInto = (offset, target) => {
                const count = file.readInto(offset, target);
                hashes.update(target.subarray(0, count));
                return count;
            };
            return { size: file.size, close: () => file.close(), readInto };
        },
    };
}
async function* watchStream(chunks, hashes) {
    for await (const bytes of chunks) {
        hashes.update(bytes);
        yield bytes;
    }
}
/** Tells the digests as soon as so many bytes have passed. */
function createHashes(size, tell) {
    const sha1 = createHash('sha1');
    const sha256 = createHash('sha256');
    let left = size;
    let told = false;
    return {
        update: (bytes) => {
            // What comes after the promised size is another one's refusal.
            if (told)
                return;
            sha1.update(bytes);
            sha256.update(bytes);
            left -= bytes.byteLength;
            if (left > 0)
                return;
            told = true;
            tell({ sha1: sha1.digest('hex'), sha256: sha256.digest('hex') });
        },
    };
}

;// CONCATENATED MODULE: ./packages/archive/build/file-kind.js
/** What a program begins with: ELF, a script, Mach-O of either width and order, Mach-O of several architectures. */
const magics = (/* unused pure expression or super */ null && ([
    [0x7f, 0x45, 0x4c, 0x46],
    [0x23, 0x21],
    [0xcf, 0xfa, 0xed, 0xfe],
    [0xce, 0xfa, 0xed, 0xfe],
    [0xca, 0xfe, 0xba, 0xbe],
    [0xca, 0xfe, 0xba, 0xbf],
]));
/** `MZ` and `PE` with its place at 0x3c. Kernels that start by themselves look the same (EFI stub), so the subsystem decides: 2 windows, 3 console. */
function isWindowsProgram(head) {
    if (head[0] !== 0x4d || head[1] !== 0x5a)
        return false;
    const at = (head[0x3c] ?? 0) | ((head[0x3d] ?? 0) << 8);
    const subsystem = head[at + 0x5c];
    return head[at] === 0x50 && head[at + 1] === 0x45 && (subsystem === 2 || subsystem === 3);
}
/** Whether a file begins like a program, by its first kilobyte or more. */
function file_kind_isProgram(head) {
    return magics.some((magic) => magic.every((byte, index) => head[index] === byte)) || isWindowsProgram(head);
}
/** Whether a name is that of code which other programs load or link: most of them come from somebody else. */
function file_kind_isLibrary(path) {
    return /\.(so(\.[0-9.]+)?|dylib|dll|a|lib|o|ko|node|jar|class|wasm)$/i.test(path);
}
/** One for all files: reading is synchronous, and most files are small. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024);
/** How a file begins; valid until the next one is looked at. */
function file_kind_readHead(file) {
    return scratch.subarray(0, file.readInto(0, scratch.subarray(0, Math.min(scratch.length, file.size))));
}

// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/0BSD.json
var _0BSD = __webpack_require__(84204);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/AGPL-3.0-only.json
var AGPL_3_0_only = __webpack_require__(14132);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/Apache-2.0.json
var Apache_2_0 = __webpack_require__(75174);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/Artistic-2.0.json
var Artistic_2_0 = __webpack_require__(25775);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/BSD-2-Clause.json
var BSD_2_Clause = __webpack_require__(58157);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/BSD-3-Clause.json
var BSD_3_Clause = __webpack_require__(43868);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/BSL-1.0.json
var BSL_1_0 = __webpack_require__(17066);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/bzip2-1.0.6.json
var bzip2_1_0_6 = __webpack_require__(74270);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/CC0-1.0.json
var CC0_1_0 = __webpack_require__(27705);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/curl.json
var curl = __webpack_require__(30815);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/EPL-2.0.json
var EPL_2_0 = __webpack_require__(3181);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/FTL.json
var FTL = __webpack_require__(4585);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/GPL-2.0-only.json
var GPL_2_0_only = __webpack_require__(65464);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/GPL-3.0-only.json
var GPL_3_0_only = __webpack_require__(42285);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/ICU.json
var ICU = __webpack_require__(53540);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/IJG.json
var IJG = __webpack_require__(87811);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/ISC.json
var ISC = __webpack_require__(74138);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/LGPL-2.0-only.json
var LGPL_2_0_only = __webpack_require__(75158);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/LGPL-2.1-only.json
var LGPL_2_1_only = __webpack_require__(14207);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/LGPL-3.0-only.json
var LGPL_3_0_only = __webpack_require__(67131);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/libpng-2.0.json
var libpng_2_0 = __webpack_require__(6142);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/MIT.json
var MIT = __webpack_require__(5973);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/MIT-0.json
var MIT_0 = __webpack_require__(65436);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/MPL-2.0.json
var MPL_2_0 = __webpack_require__(76549);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/NCSA.json
var NCSA = __webpack_require__(50466);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/OpenSSL.json
var OpenSSL = __webpack_require__(4281);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/PostgreSQL.json
var PostgreSQL = __webpack_require__(42183);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/Python-2.0.json
var Python_2_0 = __webpack_require__(91378);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/Unicode-3.0.json
var Unicode_3_0 = __webpack_require__(77754);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/Unlicense.json
var Unlicense = __webpack_require__(48197);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/X11.json
var X11 = __webpack_require__(56881);
// EXTERNAL MODULE: ./node_modules/spdx-license-list/licenses/Zlib.json
var Zlib = __webpack_require__(60704);
;// CONCATENATED MODULE: ./packages/archive/build/license-texts.js
// Each text is imported by itself: the list's own entry points carry all of its more than 700 licences.
































const one = (id, kind, source, personal = false) => ({ id, name: source.name, kind, personal, text: source.licenseText });
/** "only" and "or later" share one text; which of them holds is said elsewhere. */
const pair = (id, kind, source) => {
    const name = source.name.replace(/ only$/, '');
    return [one(`${id}-only`, kind, { ...source, name: `${name} only` }), one(`${id}-or-later`, kind, { ...source, name: `${name} or later` })];
};
/** The licences that a package may declare. */
const licenses = [
    one('0BSD', 'permissive', _0BSD),
    ...pair('AGPL-3.0', 'copyleft', AGPL_3_0_only),
    one('Apache-2.0', 'permissive', Apache_2_0),
    one('Artistic-2.0', 'permissive', Artistic_2_0),
    one('BSD-2-Clause', 'permissive', BSD_2_Clause, true),
    one('BSD-3-Clause', 'permissive', BSD_3_Clause, true),
    one('BSL-1.0', 'permissive', BSL_1_0),
    one('bzip2-1.0.6', 'permissive', bzip2_1_0_6),
    one('CC0-1.0', 'permissive', CC0_1_0),
    one('curl', 'permissive', curl),
    one('EPL-2.0', 'weak copyleft', EPL_2_0),
    one('FTL', 'permissive', FTL),
    ...pair('GPL-2.0', 'copyleft', GPL_2_0_only),
    ...pair('GPL-3.0', 'copyleft', GPL_3_0_only),
    one('ICU', 'permissive', ICU),
    one('IJG', 'permissive', IJG),
    one('ISC', 'permissive', ISC, true),
    ...pair('LGPL-2.0', 'weak copyleft', LGPL_2_0_only),
    ...pair('LGPL-2.1', 'weak copyleft', LGPL_2_1_only),
    ...pair('LGPL-3.0', 'weak copyleft', LGPL_3_0_only),
    one('libpng-2.0', 'permissive', libpng_2_0),
    one('MIT', 'permissive', MIT, true),
    one('MIT-0', 'permissive', MIT_0, true),
    one('MPL-2.0', 'weak copyleft', MPL_2_0),
    one('NCSA', 'permissive', NCSA, true),
    one('OpenSSL', 'permissive', OpenSSL),
    one('PostgreSQL', 'permissive', PostgreSQL),
    one('Python-2.0', 'permissive', Python_2_0),
    one('Unicode-3.0', 'permissive', Unicode_3_0),
    one('Unlicense', 'permissive', Unlicense),
    one('X11', 'permissive', X11),
    one('Zlib', 'permissive', Zlib),
];

;// CONCATENATED MODULE: ./packages/archive/build/license.js


/** The identifiers of the licences that a package can declare. */
const licensesKnown = licenses.map(({ id }) => id);
/** The licence of an SPDX identifier (SPDX specification, annex "SPDX license list matching"). */
function license_findLicense(id) {
    const found = licenses.find((license) => license.id === id);
    return found === undefined ? (0,build/* err */._q)({ code: 'E_ARCHIVE_LICENSE', message: `"${id}" is no licence that a package can declare`, cure: cureOf(id) }) : (0,build.ok)(found);
}
function cureOf(id) {
    if (/ (AND|OR|WITH) /i.test(id))
        return 'Make one package for each licence, and declare one identifier for each';
    const meant = licensesKnown.filter((name) => name.startsWith(`${id.replace(/\+$/, '')}-`) || name.toLowerCase() === id.toLowerCase());
    return meant.length > 0 ? `Write ${meant.join(' or ')}` : `Write one of ${licensesKnown.join(', ')}`;
}
/** Words in sequence that count as one piece of a text. */
const pieceLength = 5;
/**
 * The share of a licence's pieces that a text must hold. Addresses, titles and the words for the holder vary between copies, rules do
 * not; in a short licence they are a larger share of the whole.
 */
const enough = { long: 0.9, short: 0.84 };
/** Words below which a licence is short: the BSD family, ISC, MIT. */
const shortLicense = 400;
/** A notice names a year or a holder; a sentence that a line break puts "copyright" in front of does not. */
const notice = /^\W*(copyright\s*(\(c\)|©|[0-9]{4}|<|\[|by\b|year\b)|(\(c\)|©)\s*[0-9<])/i;
/**
 * The words of a text, without what the SPDX matching guidelines let vary: case, punctuation, white space and copyright notices.
 */
function wordsOf(text) {
    const lines = text.split('\n').filter((line) => !notice.test(line));
    return (lines
        .join('\n')
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? []);
}
function piecesOf(words) {
    return new Set(words.slice(pieceLength - 1).map((_, index) => words.slice(index, index + pieceLength).join(' ')));
}
const known = new Map();
/** By text: "only" and "or later" share theirs. */
function measured({ text }) {
    const words = known.has(text) ? [] : wordsOf(text);
    const value = known.get(text) ?? { words: words.length, pieces: piecesOf(words) };
    known.set(text, value);
    return value;
}
/** The share of a licence that stands in a text, from 0 to 1. */
function coverage(text, license) {
    return shareOf(piecesOf(wordsOf(text)), measured(license));
}
function shareOf(given, { pieces }) {
    let there = 0;
    for (const piece of pieces)
        if (given.has(piece))
            there += 1;
    return there / pieces.size;
}
/** The longest licence that stands whole in a text: the text of BSD-3-Clause holds nearly all of BSD-2-Clause and is still BSD-3-Clause. */
function license_identifyLicense(text) {
    const given = piecesOf(wordsOf(text));
    const isWhole = (license) => {
        const known = measured(license);
        const needed = known.words < shortLicense ? enough.short : enough.long;
        // What has far fewer pieces cannot hold it.
        return given.size >= known.pieces.size * needed && shareOf(given, known) >= needed;
    };
    return licenses.filter(isWhole).toSorted((left, right) => measured(right).words - measured(left).words)[0];
}
/** Says why a file is not the whole text of a licence: a stub, another licence, or something else. */
function license_checkLicenseText(text, license, file) {
    const found = license_identifyLicense(text);
    if (found?.text === license.text)
        return undefined;
    const words = wordsOf(text).length;
    const cure = `Put the whole text of ${license.id} into the file (https://spdx.org/licenses/${license.id}.html), or leave the file out where the text needs no copyright line`;
    const base = { code: 'E_ARCHIVE_LICENSE_TEXT', cure, at: { file } };
    if (found !== undefined)
        return { ...base, message: `is the text of ${found.id}, not of ${license.id}` };
    if (words < measured(license).words * 0.6)
        return { ...base, message: `is a stub: ${words} words, where ${license.id} has ${measured(license).words}` };
    return { ...base, message: `is not the text of ${license.id}: only ${Math.floor(coverage(text, license) * 100)} % of it stands there` };
}

;// CONCATENATED MODULE: ./packages/archive/build/evidence.js



const longestText = (/* unused pure expression or super */ null && (1024 * 1024));
/** One for all files: everything here is synchronous, and most files are small. */
const evidence_scratch = Buffer.allocUnsafeSlow(1024 * 1024);
/**
 * Looks for what tells that a file is not permissively licensed, whatever was declared: the SPDX tag and the usual notice of a source file,
 * a whole licence text, the licence of a kernel module, a kernel inside a library, and the words by which GNU programs answer `--version`.
 * Undefined says nothing: most files do not carry their licence.
 */
function evidence_findEvidence(file, path, head = readHead(file)) {
    return head.includes(0) ? findInBinary(file, head, path) : findInText(file, head, path);
}
const tag = /SPDX-License-Identifier:[ \t]*([^\r\n*]*[A-Za-z0-9+).])/g;
const evidence_notice = /(?:under|terms\s+of)\W+(?:the\W+)+(?:version\s+[0-9.]+\s+of\s+the\s+)?GNU\s+((?:Lesser|Library|Affero)\s+)?General\s+Public\s+License/i;
/** Only where one of these stands is it worth comparing with whole licences. */
const titles = /GENERAL PUBLIC LICENSE|Mozilla Public License|Eclipse Public License/;
/** Pages and notices speak of the licences of others. */
const prose = /\.(txt|md|rst|adoc|html?|json|xml)$|(^|\/)[A-Z-]+$/;
function findInText(file, head, path) {
    const text = decode(head);
    const tags = [...text.matchAll(tag)].map((match) => match[1] ?? '');
    const strict = tags
        .map((expression) => ({ expression, alternatives: parseAlternatives(expression) }))
        .find(({ alternatives }) => alternatives.every(({ kind }) => kind !== 'permissive'));
    if (strict !== undefined)
        return { alternatives: strict.alternatives, says: `says SPDX-License-Identifier: ${strict.expression}` };
    // A tag is the file's own word; a file that has one is not judged by what else it says.
    if (tags.length > 0)
        return undefined;
    const license = titles.test(text) && file.size <= longestText ? identifyLicense(decode(readWhole(file))) : undefined;
    if (license !== undefined && license.kind !== 'permissive')
        return { alternatives: parseAlternatives(license.id), says: `holds the text of ${license.id}` };
    // Few files speak of GNU, and to take the signs of comments out of all of them would cost more than everything else.
    const family = license === undefined && !prose.test(path) && text.includes('GNU') ? evidence_notice.exec(text.replace(/[\s#*;/-]+/g, ' ')) : null;
    if (family === null)
        return undefined;
    const id = /lesser|library/i.test(family[1] ?? '') ? 'LGPL' : /affero/i.test(family[1] ?? '') ? 'AGPL' : 'GPL';
    return { alternatives: parseAlternatives(id), says: `says that it is under the ${id}` };
}
/** Modules say it in their section .modinfo; both "GPL" and "GPL v2" mean version 2 (Linux, Documentation/process/license-rules.rst). */
const moduleLicense = /\0license=([^\0]{1,40})\0/;
const kernelBanner = /Linux version [0-9]+\.[0-9]+[^\0]{0,100} \([^\0]{1,100}\) \([^\0]{0,100}(?:gcc|clang)/;
const gnuWords = /License (?:L|A)?GPLv[23]\+?: GNU (?:L|A|Lesser |Affero )?GPL version [23]|Licensed under GPLv2\. See source distribution/;
const goMagic = /\xff Go buildinf:/;
function findInBinary(file, head, path) {
    if (isKernelImage(head))
        return { alternatives: parseAlternatives('GPL-2.0-only'), says: 'is a Linux kernel' };
    const isModule = /\.ko$/.test(path);
    const found = searchAll(file, [isModule ? moduleLicense : kernelBanner, gnuWords, goMagic]);
    const [first, gnu, go] = found;
    if (isModule)
        return first === undefined ? undefined : judgeModule(first);
    // A Go program that embeds a kernel or a GNU program passes it on beside itself.
    if (go !== undefined)
        return undefined;
    // A program may know the banner to look for it; in a library it is a kernel to be started.
    if (first !== undefined && /\.(so(\.[0-9.]+)?|dylib|dll)$|vmlinu/.test(path))
        return { alternatives: parseAlternatives('GPL-2.0-only'), says: `holds a kernel: "${first.slice(0, 60)}"` };
    if (gnu === undefined)
        return undefined;
    return { alternatives: parseAlternatives(/License (L|A)GPL/.exec(gnu)?.[1] === 'L' ? 'LGPL' : 'GPL'), says: `says "${gnu}"` };
}
function judgeModule(match) {
    const license = match.slice(9, -1);
    if (!/^(GPL|Dual)/.test(license))
        return undefined;
    const other = /^Dual (MIT|BSD|MPL)\/GPL$/.exec(license)?.[1];
    const expression = other === undefined ? 'GPL-2.0-only' : `${other === 'MIT' ? 'MIT' : other === 'BSD' ? 'BSD-3-Clause' : 'MPL-1.1'} OR GPL-2.0-only`;
    const alternatives = parseAlternatives(expression);
    return alternatives.some(({ kind }) => kind === 'permissive') ? undefined : { alternatives, says: `is a kernel module with the licence "${license}"` };
}
/** `HdrS` of x86's boot protocol, the magic of arm64's Image (Linux, Documentation/arch/x86/boot.rst and arm64/booting.rst). */
function isKernelImage(head) {
    const at = (offset) => decode(head.subarray(offset, offset + 4));
    return at(0x202) === 'HdrS' || at(0x38) === 'ARM\x64';
}
const searchChunk = evidence_scratch.length;
const overlap = 512;
/** The first match of each pattern in a file of any size, in constant memory. */
function searchAll(file, patterns) {
    const found = patterns.map(() => undefined);
    for (let offset = 0; offset < file.size; offset += searchChunk - overlap) {
        const count = file.readInto(offset, evidence_scratch);
        const text = evidence_scratch.toString('latin1', 0, count);
        for (const [index, pattern] of patterns.entries())
            found[index] ??= pattern.exec(text)?.[0];
        if (count < searchChunk)
            break;
    }
    return found;
}
function readWhole(file) {
    const bytes = new Uint8Array(file.size);
    file.readInto(0, bytes);
    return bytes;
}
function decode(bytes) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

;// CONCATENATED MODULE: ./packages/archive/build/license-rule.js

const cure = 'Write `path: licence` for own files, or `path: licence name@version https://source licence-file` for a part of somebody else';
/** Reads `libepoxy.0.dylib: MIT libepoxy@1.5.10 https://github.com/anholt/libepoxy licenses/libepoxy.txt`; all behind the licence may be missing. */
function license_rule_parseLicenseRule(text) {
    const bad = (message) => err({ code: 'E_ARCHIVE_RULE', message, cure });
    const match = /^(\S.*?):\s+(\S.*)$/.exec(text);
    if (match === null)
        return bad(`"${text}" is no rule`);
    const [, pattern = '', rest = ''] = match;
    const [license = '', ...words] = rest.split(/\s+/);
    if (/^(AND|OR|WITH)$/i.test(words[0] ?? ''))
        return bad(`"${text}" gives an expression where one licence is wanted`);
    const part = words[0] === undefined ? undefined : parsePart(words[0]);
    const texts = words.slice(part === undefined ? 0 : 1).filter((word) => !/^https?:/.test(word));
    const sources = words.filter((word) => /^https?:/.test(word));
    if (part === undefined && words.length > 0)
        return bad(`"${words[0]}" in "${text}" is no name@version`);
    if (sources.length > 1 || sources.some((source) => !/^https:\/\/[^\s/]+\/\S+$/.test(source)))
        return bad(`"${sources.join(' ')}" in "${text}" is no one address of a source`);
    return ok({ pattern, license, texts, ...(part === undefined ? {} : { part }), ...(sources[0] === undefined ? {} : { source: sources[0] }) });
}
function parsePart(word) {
    const match = /^(@?[A-Za-z0-9][A-Za-z0-9._+/-]*)@([A-Za-z0-9][A-Za-z0-9._+~-]*)$/.exec(word);
    return match === null ? undefined : { name: match[1] ?? '', version: match[2] ?? '' };
}
/** Whether a rule speaks of a path in the package. */
function license_rule_matchesRule({ pattern }, path) {
    const escaped = pattern.replaceAll(/[.+^$()|[\]{}\\]/g, '\\$&');
    const expression = escaped.replaceAll(/\*\*\/|\*\*|\*|\?/g, (found) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' })[found] ?? '');
    return new RegExp(`^${expression}$`).test(path);
}

;// CONCATENATED MODULE: ./packages/archive/build/gzip.js


/**
 * The ten bytes of a gzip header (RFC 1952 section 2.3) that say nothing of where and when it was written: deflate, no flags, no time, no
 * extra flags, operating system unknown (255). Node's own header names the system, so bytes would differ between them.
 */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
/** Compresses a stream as gzip; the bytes depend on the content alone (see `deflate`). */
async function* gzip_gzip(chunks, options = {}) {
    const seen = gzip_createCount();
    yield header;
    yield* deflate(seen.watch(chunks), options);
    const trailer = new DataView(new ArrayBuffer(8));
    // CRC-32 and the size modulo 2^32, little-endian (RFC 1952 section 2.3.1).
    trailer.setUint32(0, seen.checksum(), true);
    trailer.setUint32(4, seen.size() % 2 ** 32, true);
    yield new Uint8Array(trailer.buffer);
}
/** Counts the bytes that pass, and takes their CRC-32. */
function gzip_createCount() {
    let checksum = 0;
    let size = 0;
    return {
        watch: async function* (chunks) {
            for await (const bytes of chunks) {
                checksum = crc32(bytes, checksum);
                size += bytes.byteLength;
                yield bytes;
            }
        },
        checksum: () => checksum,
        size: () => size,
    };
}

// EXTERNAL MODULE: ./packages/archive/build/tar.js + 1 modules
var build_tar = __webpack_require__(33906);
// EXTERNAL MODULE: ./packages/archive/build/exactly.js
var build_exactly = __webpack_require__(75143);
// EXTERNAL MODULE: ./packages/archive/build/zip-records.js
var zip_records = __webpack_require__(23467);
;// CONCATENATED MODULE: ./packages/archive/build/zip.js





/**
 * The bytes of a plan as a zip file (PKWARE's APPNOTE.TXT), with modes and links as Unix keeps them and times in UTC, wherever it is
 * written. The checksum and sizes of a file follow its data, so nothing is read twice; ZIP64 is used where a number needs it.
 * Throws a Refusal (E_ARCHIVE_CHANGED) when a file yields more or fewer bytes than its plan says.
 */
async function* zip_zip(plan, options = {}) {
    const members = [];
    let offset = 0;
    for (const entry of plan.entries) {
        const writing = entry.kind === 'file' && isDeflated(entry) ? writeFile(entry, plan.mtime, offset, options) : writeStored(entry, plan.mtime, offset);
        let next = await writing.next();
        for (; next.done !== true; next = await writing.next()) {
            offset += next.value.byteLength;
            yield next.value;
        }
        members.push(next.value);
    }
    const central = Buffer.concat(members.map((member) => renderCentral(member, plan.mtime)));
    yield central;
    yield renderEnd(members.length, central.length, offset);
}
async function* writeStored(entry, mtime, offset) {
    const data = Buffer.from(entry.kind === 'link' ? entry.target : '');
    const checksum = crc32(data);
    yield renderLocal(entry, mtime, { checksum, size: data.length });
    yield data;
    if (entry.kind === 'file')
        for await (const _ of exactly(entry.content, entry.path))
            ;
    return { entry, offset, checksum, packed: data.length, size: data.length, large: false };
}
async function* writeFile(entry, mtime, offset, options) {
    const seen = createCount();
    let packed = 0;
    yield renderLocal(entry, mtime, { checksum: 0, size: 0 });
    for await (const bytes of deflate(seen.watch(exactly(entry.content, entry.path)), options)) {
        packed += bytes.byteLength;
        yield bytes;
    }
    const member = { entry, offset, checksum: seen.checksum(), packed, size: seen.size(), large: isLarge(entry.size) };
    yield renderDescriptor(member);
    return member;
}

;// CONCATENATED MODULE: ./packages/archive/build/formats.js





/** The kinds of archives that are written, by the ends of their names. */
const formats_formats = (/* unused pure expression or super */ null && (['tar.gz', 'zip', 'tar.zst']));
/** The format that a file name says. */
function formats_formatOf(file) {
    return formats_formats.find((format) => file.endsWith(`.${format}`));
}
/** The bytes of a plan. They depend on the plan, the contents and the format alone; see `gzip`, `zip` and `zstd` for what that takes. */
function packArchive(plan, format = 'tar.gz', options = {}) {
    if (format === 'zip')
        return zip(plan, options);
    return format === 'tar.zst' ? zstd(tar(plan)) : gzip(tar(plan, { keep: blocksHeld(options) }), options);
}

;// CONCATENATED MODULE: ./packages/archive/build/package-name.js


const defaultTemplate = '{name}-{component}-{os}-{arch}.tar.gz';
/** What stands for `{…}` in names and in lines of the content list, so that one text serves every platform of a matrix. */
function valuesOf(parts) {
    const [, , variant = ''] = parts.platform.split('/');
    const windows = osOf(parts.platform) === 'windows';
    return {
        name: parts.name,
        component: parts.component,
        os: osOf(parts.platform),
        arch: `${architectureOf(parts.platform)}${variant}`,
        version: parts.version,
        // What users of each system can open without a program of their own.
        ext: windows ? 'zip' : 'tar.gz',
        exe: windows ? '.exe' : '',
    };
}
/** Fills the places that are known in a line of a content list; other braces are part of a name. */
function package_name_fillPlaces(text, parts) {
    const values = valuesOf(parts);
    return text.replace(/\{([^{}]*)\}/g, (whole, key) => values[key] ?? whole);
}
/**
 * Fills a name template. The name must survive as an asset of a release as it is, so it holds letters, digits, `.`, `_`, `+` and `-`
 * only, and its end says what is written. The top folder is called like the file unless `folder` says otherwise; `.` stands for none.
 */
function package_name_renderPackageName(template, parts, folder) {
    const unknown = [...`${template}${folder ?? ''}`.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '').filter((key) => !(key in valuesOf(parts)));
    const places = Object.keys(valuesOf(parts)).map((key) => `{${key}}`);
    if (unknown.length > 0)
        return bad(`the template has no {${unknown.join('}, {')}}`, `Use ${places.join(', ')}`);
    const file = package_name_fillPlaces(template, parts);
    const format = formatOf(file);
    if (format === undefined)
        return bad(`"${file}" does not end with .${formats.join(', .')}`, 'End the template with one of them, or with .{ext}');
    if (!/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(file))
        return bad(`"${file}" is no file name that a release keeps as it is`, 'Use letters, digits, ".", "_", "+" and "-"');
    const top = folder === undefined ? file.slice(0, -format.length - 1) : package_name_fillPlaces(folder, parts);
    return ok({ file, folder: top === '.' ? '' : top, format });
}
function bad(message, cure) {
    return err({ code: 'E_ARCHIVE_NAME', message, cure, at: { input: 'template' } });
}

;// CONCATENATED MODULE: ./packages/archive/build/package-parts.js




/**
 * Decides which licence covers each file, and refuses what none covers. Where there are rules, they speak of every file. Without any, all is
 * the project's own, under the licence of the package, but for libraries: one is somebody else's until a rule says whose it is. Refused as
 * well: rules that cover nothing, licences that do not belong into this package, licence texts that are missing or stubs, and files that say
 * another thing of themselves.
 */
function package_parts_planParts(request) {
    const paths = request.files.filter(({ kind }) => kind === 'file').map(({ path }) => path);
    const judged = request.rules.map((rule) => judgeRule(rule, paths, request));
    const covered = new Set(judged.flatMap(({ files }) => files));
    const uncovered = paths.filter((path) => (request.rules.length > 0 || isLibrary(path)) && !covered.has(path));
    return {
        parts: judged
            .flatMap(({ part }) => (part === undefined ? [] : [part]))
            .sort((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1)),
        problems: [
            ...judged.flatMap(({ problems }) => problems),
            ...tellUncovered(uncovered, request.license),
            ...[...request.evidence].flatMap(([path, evidence]) => checkEvidence(path, evidence, request)),
        ],
    };
}
/** A folder without a rule may hold thousands of files: so many are named. */
const named = 20;
function tellUncovered(paths, { id }) {
    const rest = paths.length - named;
    return [
        ...paths.slice(0, named).map((path) => {
            const cure = `Say whose it is: \`${path}: ${id}\` for an own one, \`${path}: licence name@version https://source licence-file\` for another's`;
            return problem('UNCOVERED', `no rule says under which licence "${path}" is`, cure);
        }),
        ...(rest > 0 ? [problem('UNCOVERED', `no rule says so of ${rest} more`, `Write a pattern: \`folder/**: ${id}\` for own files`)] : []),
    ];
}
/** A package holds its own licence, and permissive parts beside it. "or later" may be taken as "only" of the same version. */
function belongs(id, { license, component }) {
    if (kindOf(id) === 'permissive')
        return true;
    if (component === 'runtime')
        return false;
    return id === license.id || id === license.id.replace(/-only$/, '-or-later') || license.id.startsWith(`${id}-`);
}
function judgeRule(rule, paths, request) {
    const files = paths.filter((path) => matchesRule(rule, path)).sort();
    const license = findLicense(rule.license);
    if (files.length === 0)
        return { files, problems: [problem('RULE', `the rule for "${rule.pattern}" covers no file`, 'Correct the path, or take the rule away')] };
    if (!license.ok)
        return { files, problems: [{ ...license.error, at: { input: 'licenses' } }] };
    if (!belongs(license.value.id, request)) {
        const message = `"${files.join('", "')}" is under ${license.value.id}, and the package under ${request.license.id}`;
        return { files, problems: [problem('LICENSE_KIND', message, 'Put it into a package of its own with package-firmware, under its own licence')] };
    }
    if (rule.part === undefined)
        return { files, problems: checkOwn(rule, license.value, request) };
    const problems = checkTexts(rule, license.value);
    const texts = textsOf(rule, license.value);
    return { files, problems, part: { ...rule.part, license: license.value, ...(rule.source === undefined ? {} : { source: rule.source }), files, texts } };
}
function checkOwn(rule, license, request) {
    if (license.id === request.license.id)
        return [];
    const message = `the rule for "${rule.pattern}" says ${license.id} of own files, and the package is under ${request.license.id}`;
    return [problem('LICENSE_KIND', message, 'Name the part and its version behind the licence, or make a package of its own')];
}
/** One of the texts has to be the licence, whole. The others are notices. */
function checkTexts({ contents, pattern }, license) {
    const empty = contents
        .filter(({ text }) => text.trim() === '')
        .map(({ file }) => ({ code: 'E_ARCHIVE_NOTICE', message: 'is empty', cure: 'Write the notice, or leave it out', at: { file } }));
    if (contents.length === 0 && license.personal) {
        const message = `the text of ${license.id} names its copyright holder, and the rule for "${pattern}" gives no copy with the holder`;
        return [problem('LICENSE_HOLDER', message, "Write the path of the part's own licence file at the end of the rule")];
    }
    const flaws = contents.map(({ text, file, name }) => ({ name, flaw: checkLicenseText(text, license, file) }));
    if (flaws.length === 0 || flaws.some(({ flaw }) => flaw === undefined))
        return empty;
    // Without a personal licence the list's text goes in, and what is given are notices, unless it is called a licence.
    const said = license.personal ? flaws.slice(0, 1) : flaws.filter(({ name }) => /licen[cs]e|copying/i.test(name));
    return said.flatMap(({ flaw }) => flaw ?? []);
}
/** The whole licence text comes first: the part's own copy, or the list's. */
function textsOf({ contents }, license) {
    const isLicense = contents.map(({ text, file }) => checkLicenseText(text, license, file) === undefined);
    const own = contents.filter((_, index) => isLicense[index]).map(({ text }) => text);
    const notices = contents.filter((_, index) => !isLicense[index]).map(({ text }) => text);
    return [...(own.length === 0 ? [license.text] : own), ...notices].map((text) => text.replaceAll('\r\n', '\n').trim());
}
function checkEvidence(path, { alternatives, says }, request) {
    if (alternatives.some(({ ids }) => ids.every((id) => belongs(id, request))))
        return [];
    const message = `"${path}" ${says}, and the package is under ${request.license.id}`;
    return [{ ...problem('LICENSE_KIND', message, 'Put it into a package of its own with package-firmware, under its own licence'), at: { input: 'files' } }];
}
function problem(code, message, cure) {
    return { code: `E_ARCHIVE_${code}`, message, cure, at: { input: 'licenses' } };
}
const line = '-'.repeat(78);
/** The text of THIRD-PARTY-NOTICES: each part with its licence, source and files; each licence text whole, and once. */
function package_parts_renderNotices(parts) {
    const groups = new Map();
    for (const part of parts) {
        const text = part.texts.join(`\n\n${line}\n\n`);
        groups.set(text, [...(groups.get(text) ?? []), part]);
    }
    const sections = [...groups].map(([text, members]) => [line, ...members.flatMap((part) => ['', ...aboutPart(part)]), '', text, ''].join('\n'));
    return ['This package holds software of other authors, each under its own licence.', '', ...sections].join('\n');
}
function aboutPart({ name, version, license, source, files }) {
    return [
        `${name} ${version}`,
        `Licence: ${license.id} (${license.name})`,
        ...(source === undefined ? [] : [`Source: ${source}`]),
        `Files: ${files.join(', ')}`,
    ];
}

// EXTERNAL MODULE: ./packages/archive/build/content.js
var content = __webpack_require__(75538);
;// CONCATENATED MODULE: ./packages/archive/build/source-offer.js

const commit = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const version = /^[A-Za-z0-9][A-Za-z0-9._+/-]*$/;
/** Reads `https://host/path@revision`. A branch, or a commit that is cut short, says nothing exact and is refused. */
function source_offer_parseSourceReference(text) {
    const at = text.lastIndexOf('@');
    const url = text.slice(0, Math.max(at, 0));
    const revision = text.slice(at + 1);
    const cure = 'Write https://host/repository@revision with a full commit or a version tag, such as https://github.com/containers/libkrunfw@v5.4.0';
    if (!/^https:\/\/[^\s/@]+\/[^\s@]+$/.test(url))
        return err({ code: 'E_ARCHIVE_SOURCE', message: `"${text}" is no exact source reference`, cure });
    if (commit.test(revision))
        return ok({ url, revision });
    if (!version.test(revision) || !/[0-9]/.test(revision) || /^[0-9a-f]{7,39}$/.test(revision)) {
        return err({ code: 'E_ARCHIVE_SOURCE', message: `"${revision}" in "${text}" is neither a full commit nor a version`, cure });
    }
    return ok({ url, revision });
}
/**
 * The text of SOURCE-OFFER: which licence asks for it, where the complete corresponding source is, and for how long
 * (GPL-2.0 section 3, GPL-3.0 section 6, LGPL-2.1 section 4, MPL-2.0 section 3.2).
 */
function source_offer_renderSourceOffer(license, files, sources) {
    return [
        `The following files of this package are distributed under ${license.id} (${license.name}),`,
        'whose whole text is in the file LICENSE:',
        '',
        ...files.map((file) => `    ${file}`),
        '',
        'Their complete corresponding source code, the scripts that control compilation',
        'included, can be downloaded at no charge from:',
        '',
        ...sources.map(({ url, revision }) => `    ${url}\n        at revision ${revision}`),
        '',
        'This offer is valid for anyone who holds a copy of this package, for at least three',
        'years from the date on which it was last distributed.',
        '',
    ].join('\n');
}

;// CONCATENATED MODULE: ./packages/archive/build/package-plan.js






/**
 * Decides what a package holds: the declared files, VERSION, LICENSE with the whole text, notices, THIRD-PARTY-NOTICES where it holds parts
 * of other authors, and SOURCE-OFFER where the licence asks for the source. A runtime package has a permissive licence; a firmware package
 * may have any. All problems are reported at once.
 */
function package_plan_planPackage(request) {
    const name = renderPackageName(request.template, request, request.folder);
    const license = findLicense(request.license);
    const { parts, problems: flaws } = license.ok ? planParts({ ...request, license: license.value }) : { parts: [], problems: [] };
    const sources = request.sources.map(parseSourceReference);
    const found = [
        ...(name.ok ? [] : [name.error]),
        ...(license.ok ? checkRules(license.value, request) : [{ ...license.error, at: { input: 'license' } }]),
        ...flaws,
        ...sources.flatMap((source) => (source.ok ? [] : [{ ...source.error, at: { input: 'source-offer' } }])),
        ...checkVersion(request.version),
        ...(request.files.length === 0 ? [package_plan_problem('EMPTY', 'there is no file to pack', 'Name at least one file', 'files')] : []),
    ];
    const exact = sources.flatMap((source) => (source.ok ? [source.value] : []));
    const written = license.ok ? addTexts(request, license.value, exact, parts) : request.files;
    const archive = planArchive({ folder: name.ok ? name.value.folder : 'package', mtime: request.mtime, entries: written });
    if (!archive.ok)
        found.push(...archive.error.map((flaw) => ({ at: { input: 'files' }, ...flaw })));
    if (found.length > 0 || !name.ok || !license.ok || !archive.ok)
        return err(found);
    return ok({ file: name.value.file, format: name.value.format, license: license.value, archive: archive.value, parts, sources: exact });
}
function checkVersion(version) {
    if (/^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(version))
        return [];
    return [package_plan_problem('VERSION', `"${version}" is no version`, 'Write a version or a tag, such as v1.2.3', 'version')];
}
function checkRules(license, request) {
    return [...checkKind(license, request), ...checkOffer(license, request), ...package_plan_checkTexts(license, request)];
}
function checkKind(license, { component }) {
    if (component === 'firmware' || license.kind === 'permissive')
        return [];
    return [
        package_plan_problem('LICENSE_KIND', `${license.id} is ${license.kind}, and a runtime package has a permissive licence`, 'Put these files into a package of their own with package-firmware', 'license'),
    ];
}
function checkOffer(license, { component, sources }) {
    // A runtime package has no source offer: its licence is refused already.
    if (component === 'runtime' || license.kind === 'permissive' || sources.length > 0)
        return [];
    return [
        package_plan_problem('SOURCE', `${license.id} asks for the source, and no source reference was given`, 'Give source-offer the exact source: https://host/repository@revision', 'source-offer'),
    ];
}
function package_plan_checkTexts(license, request) {
    const found = request.licenseFiles.flatMap(({ text, file }) => checkLicenseText(text, license, file) ?? []);
    if (license.personal && request.licenseFiles.length === 0) {
        found.push(package_plan_problem('LICENSE_HOLDER', `the text of ${license.id} names its copyright holder, and no copy with the holder was given`, 'Give license-files the LICENSE of the project', 'license-files'));
    }
    for (const { text, file } of request.notices) {
        if (text.trim() === '')
            found.push({ code: 'E_ARCHIVE_NOTICE', message: 'is empty', cure: 'Write the notice, or leave it out', at: { file } });
        const other = request.component === 'runtime' ? identifyLicense(text) : undefined;
        if (other === undefined || other.kind === 'permissive')
            continue;
        const message = `holds the text of ${other.id}, which has no place in a runtime package under ${license.id}`;
        found.push({ code: 'E_ARCHIVE_LICENSE_KIND', message, cure: 'Put what it covers into a package of its own with package-firmware', at: { file } });
    }
    return found;
}
function addTexts(request, license, sources, parts) {
    const [own, ...further] = request.licenseFiles;
    const notices = [...further, ...request.notices].map(({ name, text }) => textEntry(name, text));
    const files = request.files.map(({ path }) => path).toSorted();
    const offer = sources.length === 0 ? [] : [textEntry('SOURCE-OFFER', renderSourceOffer(license, files, sources))];
    const others = parts.length === 0 ? [] : [textEntry('THIRD-PARTY-NOTICES', renderNotices(parts))];
    return [...request.files, textEntry('VERSION', `${request.version}\n`), textEntry('LICENSE', own?.text ?? license.text), ...notices, ...others, ...offer];
}
function textEntry(path, text) {
    const whole = text.endsWith('\n') ? text : `${text}\n`;
    return { kind: 'file', path, mode: 0o644, content: new TextEncoder().encode(whole.replaceAll('\r\n', '\n')) };
}
function package_plan_problem(code, message, cure, input) {
    return { code: `E_ARCHIVE_${code}`, message, cure, at: { input } };
}
/** What a package holds, as rows of mode, size and path. */
function renderContents(plan) {
    return plan.archive.entries
        .filter(({ kind }) => kind !== 'folder')
        .map((entry) => [
        `0${entry.mode.toString(8)}`,
        entry.kind === 'file' ? String(entry.size) : '-',
        entry.kind === 'link' ? `${entry.path} -> ${entry.target}` : entry.path,
    ]);
}

;// CONCATENATED MODULE: ./packages/archive/build/entry-time.js


/** The time of every entry: what was asked for, else SOURCE_DATE_EPOCH (reproducible-builds.org, "SOURCE_DATE_EPOCH"), else a fixed one. */
function entryTime(asked, epoch) {
    if (asked !== undefined)
        return ok(asked);
    if (epoch === undefined || epoch === '')
        return ok(earliestTime);
    if (/^[0-9]{1,10}$/.test(epoch))
        return ok(Number(epoch));
    return err({
        code: 'E_ARCHIVE_TIME',
        message: `SOURCE_DATE_EPOCH is "${epoch}", which is no time`,
        cure: 'Set it to whole seconds since 1970',
        at: { input: 'mtime' },
    });
}

;// CONCATENATED MODULE: ./packages/archive/build/file-line.js

const modes = { '0644': 0o644, '0755': 0o755, '644': 0o644, '755': 0o755 };
/**
 * Reads `source`, `source -> name`, `source -> name 0755` or `symlink: name -> target`.
 * Without a name the file keeps the last part of its source; a folder keeps its content's own paths.
 */
function file_line_parseFileLine(text) {
    const link = /^symlink:\s*(\S.*?)\s+->\s+(\S.*)$/.exec(text);
    if (link !== null)
        return ok({ kind: 'link', name: link[1] ?? '', target: link[2] ?? '' });
    const [body, mode] = splitMode(text);
    const parts = body.split(/\s*->\s*/);
    const [source = '', name = lastPart(source)] = parts;
    const cure = 'Write `source`, `source -> name`, with a mode 0644 or 0755 behind it if needed, or `symlink: name -> target`';
    if (parts.length > 2 || source === '' || name === '')
        return err({ code: 'E_ARCHIVE_LINE', message: `"${text}" is no line of a content list`, cure });
    if (/[*?[\]]/.test(source)) {
        return err({
            code: 'E_ARCHIVE_LINE',
            message: `"${source}" is a pattern`,
            cure: 'Name each file: a pattern would also take what an earlier build left behind',
        });
    }
    return ok({ kind: 'source', source, name, ...(mode === undefined ? {} : { mode }) });
}
function splitMode(text) {
    const match = /^(.*\S)\s+(0?[0-7]{3})$/.exec(text);
    const mode = modes[match?.[2] ?? ''];
    return match === null || mode === undefined ? [text.trim(), undefined] : [match[1] ?? '', mode];
}
function lastPart(path) {
    return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
}

;// CONCATENATED MODULE: ./packages/archive/build/gather.js

/** Looks up every declared file below `root`; folders are taken with all that they hold. Each file is opened once, and `look` sees it then. */
async function gather_gatherFiles(lines, root, reader, look = () => { }) {
    const found = { entries: [], problems: [], look };
    for (const line of lines) {
        if (line.kind === 'link')
            found.entries.push({ kind: 'link', path: line.name, target: line.target });
        else
            await gather(line, root, reader, found);
    }
    return { entries: found.entries, problems: found.problems };
}
async function gather(line, root, reader, found) {
    const source = line.source.replace(/(?<=.)\/+$/, '');
    const place = root === '' || source.startsWith('/') ? source : `${root}/${source}`;
    const info = await reader.info(place);
    if (info === undefined)
        found.problems.push(lacking('MISSING', `"${line.source}" is not there`, 'Look at the step that makes it, and at the folder that `root` names'));
    else if (info.kind === 'directory')
        await gatherFolder({ ...line, source }, place, reader, found);
    else
        gatherNode({ ...info, path: line.name }, line, place, reader, found);
}
async function gatherFolder(line, place, reader, found) {
    const nodes = await reader.readTree(place);
    const parents = new Set(nodes.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/')))));
    const hollow = [
        ...(nodes.length === 0 ? [''] : []),
        ...nodes.filter(({ kind, path }) => kind === 'directory' && !parents.has(path)).map(({ path }) => `/${path}`),
    ];
    for (const path of hollow)
        found.problems.push(lacking('EMPTY_FILE', `the folder "${line.source}${path}" is empty`, 'Look at the step that fills it'));
    const prefix = line.name === '.' ? '' : `${line.name}/`;
    for (const node of nodes) {
        const inside = { ...line, source: `${line.source}/${node.path}` };
        if (node.kind !== 'directory')
            gatherNode({ ...node, path: `${prefix}${node.path}` }, inside, `${place}/${node.path}`, reader, found);
    }
}
function gatherNode({ kind, path, target = '' }, { source, mode }, place, reader, found) {
    if (kind === 'link')
        found.entries.push({ kind: 'link', path, target });
    else if (kind !== 'file')
        found.entries.push({ kind: 'other', path });
    else {
        const file = reader.open(place);
        try {
            if (file.size === 0)
                return void found.problems.push(lacking('EMPTY_FILE', `"${source}" is empty`, 'Look at the step that makes it: nothing was written'));
            const head = readHead(file);
            // Artifacts of a run, and Windows, keep no mode: what a file holds is the same everywhere.
            const own = isProgram(head) && !isLibrary(path) ? 0o755 : 0o644;
            found.look(file, path, head);
            found.entries.push({ kind: 'file', path, mode: mode ?? own, content: { open: () => reader.open(place), size: file.size } });
        }
        finally {
            file.close();
        }
    }
}
function lacking(code, message, cure) {
    return { code: `E_ARCHIVE_${code}`, message, cure, at: { input: 'files' } };
}

;// CONCATENATED MODULE: ./packages/archive/build/packing.js
/** Archives that are written, apart from the licence texts that the room's main entry carries. */








;// CONCATENATED MODULE: ./packages/archive/build/prepare.js







/** Longer than every licence by far; a file of more is no text. */
const prepare_longestText = (/* unused pure expression or super */ null && (1024 * 1024));
/** Looks up everything that an order names and plans the package. Every problem of every part is reported at once. */
async function preparePackage(order, reader) {
    const lines = parseLines(order.files.map((line) => fillPlaces(line, order)), 'files');
    const rules = parseRules(order);
    const evidence = new Map();
    const gathered = await gatherFiles(lines.lines, order.root, reader, (file, path, head) => {
        const found = findEvidence(file, path, head);
        if (found !== undefined)
            evidence.set(path, found);
    });
    const notices = parseLines(await noticesOf(order, gathered, reader), 'notices');
    const licenseTexts = await readTexts(order.licenseFiles.map((source) => ({ kind: 'source', source, name: source.split('/').at(-1) ?? source })), 'license-files', reader);
    const noticeTexts = await readTexts(notices.lines, 'notices', reader);
    const read = await readRules(rules.rules, reader);
    const early = [lines, rules, notices, gathered, read, licenseTexts, noticeTexts].flatMap(({ problems }) => problems);
    const plan = planPackage({ ...order, files: gathered.entries, evidence, rules: read.rules, licenseFiles: licenseTexts.texts, notices: noticeTexts.texts });
    if (early.length === 0)
        return plan;
    // That nothing is left to pack follows from what was said before.
    return err([...early, ...(plan.ok ? [] : plan.error.filter(({ code }) => code !== 'E_ARCHIVE_EMPTY'))]);
}
/**
 * Apache-2.0 section 4(d) wants the project's NOTICE in what is passed on: it goes in without being named. Anything that is named instead
 * stands as it is.
 */
async function noticesOf({ notices, license }, { entries }, reader) {
    if (notices.length > 0 || license !== 'Apache-2.0' || entries.some(({ path }) => path === 'NOTICE'))
        return notices;
    return (await reader.info('NOTICE'))?.kind === 'file' ? ['NOTICE'] : [];
}
function parseLines(texts, input) {
    const results = texts.map(parseFileLine);
    return {
        lines: results.flatMap((result) => (result.ok ? [result.value] : [])),
        problems: results.flatMap((result) => (result.ok ? [] : [{ ...result.error, at: { input } }])),
    };
}
function parseRules(order) {
    const results = order.rules.map((line) => parseLicenseRule(fillPlaces(line, order)));
    return {
        rules: results.flatMap((result) => (result.ok ? [result.value] : [])),
        problems: results.flatMap((result) => (result.ok ? [] : [{ ...result.error, at: { input: 'licenses' } }])),
    };
}
async function readRules(rules, reader) {
    const problems = [];
    const read = [];
    for (const rule of rules) {
        const lines = rule.texts.map((source) => ({ kind: 'source', source, name: source.split('/').at(-1) ?? source }));
        const found = await readTexts(lines, 'licenses', reader);
        problems.push(...found.problems);
        read.push({ ...rule, contents: found.texts });
    }
    return { rules: read, problems };
}
async function readTexts(lines, input, reader) {
    const texts = [];
    const problems = [];
    for (const line of lines) {
        if (line.kind === 'link') {
            problems.push({ code: 'E_ARCHIVE_TEXT', message: `"${line.name}" is a link`, cure: 'Name the text itself', at: { input } });
            continue;
        }
        const info = await reader.info(line.source);
        if (info?.kind === 'file' && (info.size ?? 0) <= prepare_longestText)
            texts.push({ file: line.source, name: line.name, text: await reader.readText(line.source) });
        else
            problems.push({
                code: 'E_ARCHIVE_TEXT',
                message: `"${line.source}" is ${info === undefined ? 'not there' : 'no text file'}`,
                cure: 'Name a text file of the workspace',
                at: { input },
            });
    }
    return { texts, problems };
}

;// CONCATENATED MODULE: ./packages/archive/build/index.js













/***/ })

};
