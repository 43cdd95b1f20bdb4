import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ contract)
/* harmony export */ });
/* harmony import */ var _slipway_contract__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5129);

const contract = (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .QP)({
    name: 'versions-env',
    title: 'Slipway: versions.env',
    description: 'Reads and checks versions.env: outputs, environment, build arguments, and the Containerfile that must agree with it.',
    branding: { icon: 'list', color: 'blue' },
    inputs: {
        file: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'The version file.', default: 'versions.env' }),
        containerfile: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'A Containerfile whose `ARG` defaults must agree with the version file.' }),
        fix: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), {
            description: 'Write the values of the version file into the `ARG` defaults of the Containerfile that say something else, instead of failing.',
            default: 'false',
        }),
        export: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), { description: 'Write every key to the environment of the steps that follow.', default: 'false' }),
        prefix: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string({ pattern: /^[A-Za-z_][A-Za-z0-9_]*$/, describe: 'letters, digits and "_"' }), {
            description: 'Put before each name that is exported. Names that steer the runner itself are never exported.',
        }),
    },
    outputs: {
        versions: { description: 'All keys and values as a JSON object.' },
        majors: { description: 'The major version of each value that is a version, as a JSON object.' },
        'build-args': { description: '`KEY=VALUE` lines of the keys that the Containerfile declares; of all keys where no Containerfile is given.' },
        fixed: { description: 'How many `ARG` defaults were rewritten; `0` without `fix`.' },
    },
    dynamicOutputs: { name: 'each key', description: 'The value of a key, under its own name: `steps.<id>.outputs.LIBKRUN_VERSION`.' },
    permissions: { contents: { access: 'read', why: 'to check the repository out' } },
    requires: {},
});


/***/ }),

/***/ 1595:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _slipway_host__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6446);
/* harmony import */ var _contract_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(620);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9040);



await (0,_slipway_host__WEBPACK_IMPORTED_MODULE_0__/* .start */ .ni)(_contract_js__WEBPACK_IMPORTED_MODULE_1__/* .contract */ .d, _run_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 9040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run_run)
});

// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(4956);
;// CONCATENATED MODULE: ./packages/report/build/markdown.js
/** A cell's text made safe for a markdown table: no row or column can be broken by a value. */
function escapeCell(text) {
    return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\r?\n/g, '<br>');
}
/** A markdown table. Cells are markdown already; `|` and line breaks in them are escaped. */
function renderTable(headers, rows) {
    const line = (cells) => `| ${cells.map(escapeCell).join(' | ')} |`;
    return [line(headers), line(headers.map(() => '---')), ...rows.map(line)].join('\n');
}
/** Inline code that holds any text, backquotes included. */
function renderCode(text) {
    if (!text.includes('`'))
        return `\`${text}\``;
    const longest = Math.max(...[...text.matchAll(/`+/g)].map((run) => run[0].length));
    const fence = '`'.repeat(longest + 1);
    return `${fence} ${text} ${fence}`;
}
/** A size for people: `14.2 MB` (1 MB = 1,000,000 bytes). */
function markdown_renderSize(bytes) {
    const units = ['B', 'kB', 'MB', 'GB'];
    const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** power;
    return `${power === 0 ? String(value) : value.toFixed(value < 10 ? 2 : 1)} ${units[power]}`;
}
/** A duration for people: `850 ms`, `12.3 s`, `3 m 05 s`. */
function markdown_renderSeconds(seconds) {
    if (seconds < 1)
        return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 60)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
}

;// CONCATENATED MODULE: ./packages/report/build/rehearsal.js
/** The sign of a result, the same on a terminal, in a log and in the drawing. */
const rehearsal_resultMarks = { success: '✓', failure: '✗', cancelled: '■', skipped: '–' };
/** report.json: exactly the data, two blanks deep. */
function renderRehearsalJson(report) {
    const jobs = report.jobs.map(({ path, name, result, seconds }) => ({ name, path, result, seconds }));
    return `${JSON.stringify({ ...report, jobs }, null, 2)}\n`;
}

;// CONCATENATED MODULE: ./packages/report/build/rehearsal-text.js


const colour = (code) => (text) => `\u001b[${code}m${text}\u001b[0m`;
const same = (text) => text;
const terminalPalette = { good: colour(32), bad: colour(31), dim: colour(2), bold: colour(1) };
const plainPalette = { good: same, bad: same, dim: same, bold: same };
/** One line of a job, with its mark and time. */
function renderJobLine(job, palette) {
    const paint = job.result === 'success' ? palette.good : job.result === 'failure' ? palette.bad : palette.dim;
    const time = job.result === 'skipped' ? '' : renderSeconds(job.seconds);
    return `${paint(resultMarks[job.result])} ${job.name.padEnd(56)} ${palette.dim(time.padStart(10))}`;
}
/** The report as text. A failure comes first, with the log of the step that failed. */
function renderRehearsalText(report, palette = plainPalette) {
    const parts = [
        failureOf(report, palette),
        section('Jobs', report.jobs.map((job) => renderJobLine(job, palette)), palette),
    ];
    if (report.release !== undefined) {
        const { tag, draft, assets } = report.release;
        const width = Math.max(...assets.map(({ name }) => name.length), 0);
        const rows = assets.map(({ name, size, digest }) => `${name.padEnd(width)}  ${renderSize(size).padStart(9)}  ${palette.dim(digest)}`);
        parts.push(section(`Release ${tag}${draft ? ' (draft)' : ''}`, rows, palette));
    }
    const width = Math.max(...report.registry.map(({ repository, tag }) => repository.length + tag.length + 1), 0);
    parts.push(section('Registry', report.registry.map(({ repository, tag, digest }) => `${`${repository}:${tag}`.padEnd(width)}  ${palette.dim(digest)}`), palette));
    parts.push(section('Requests', Object.entries(report.requests).map(requestLine), palette), section('Notes', report.notes, palette));
    const verdict = report.ok ? palette.good(palette.bold('The rehearsal is green.')) : palette.bad(palette.bold('The rehearsal is red.'));
    parts.push(`${verdict} ${renderSeconds(report.seconds)}. Again: ${report.command}`);
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function requestLine([server, counts]) {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const most = Object.entries(counts).sort((a, b) => b[1] - a[1]);
    return `${server}: ${total} (${most.map(([kind, count]) => `${kind} ${count}`).join(', ')})`;
}
function section(title, lines, palette) {
    return lines.length === 0 ? '' : `${palette.bold(title)}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
function failureOf({ failure }, palette) {
    if (failure === undefined)
        return '';
    const log = failure.log.map((line) => `  │ ${line}`).join('\n');
    return `${palette.bad(palette.bold(`${failure.job} failed at "${failure.step}"`))}\n${log}\n${palette.bad(failure.message)}`;
}

;// CONCATENATED MODULE: ./packages/report/build/index.js





;// CONCATENATED MODULE: ./packages/chain/build/containerfile/image-name.js

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const path = new RegExp(`^${component}(?:/${component})*$`);
const part = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const domain = new RegExp(`^(?:${part}(?:\\.${part})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`);
/**
 * Writes an image's name out as docker does (distribution/reference v0.6, ParseNormalizedNamed and TagNameOnly): `debian` is
 * `docker.io/library/debian:latest`.
 * @returns the name with registry and tag or digest, or what is wrong with it
 */
function image_name_normaliseImage(name) {
    const slash = name.indexOf('/');
    const first = slash === -1 ? '' : name.slice(0, slash);
    const hosted = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
    const host = !hosted || first === 'index.docker.io' ? 'docker.io' : first;
    const rest = hosted ? name.slice(slash + 1) : name;
    const at = rest.indexOf('@');
    const digest = at === -1 ? '' : rest.slice(at + 1);
    const before = at === -1 ? rest : rest.slice(0, at);
    const colon = before.indexOf(':');
    const tag = colon === -1 ? '' : before.slice(colon + 1);
    const repository = colon === -1 ? before : before.slice(0, colon);
    const full = host === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository;
    if (/^[0-9a-f]{64}$/.test(name))
        return err(`${name} looks like an image's id, which means something on one machine only`);
    if (name.includes('://'))
        return err(`${name} begins with a transport`);
    if (repository !== repository.toLowerCase() && path.test(repository.toLowerCase()))
        return err(`${name} has capitals in the image's name`);
    if (!path.test(full) || !domain.test(host) || (colon !== -1 && !parseTag(tag).ok) || (at !== -1 && !isDigest(digest)))
        return err(`"${name}" is no image`);
    const version = tag === '' && digest === '' ? ':latest' : `${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
    return ok(`${host}/${full}${version}`);
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/pieces.js
/** White space of Go's unicode.IsSpace, which is not that of JavaScript's `\s`. */
const blanks = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const blank = new RegExp(`[${blanks}]`);
const leadingBlanks = new RegExp(`^[${blanks}]*`);
const trailingBlanks = new RegExp(`[${blanks}]*$`);
function isBlank(character) {
    return blank.test(character);
}
function pieceOf(source, start, end) {
    return { text: source.slice(start, end), offsets: Array.from({ length: end - start }, (_, index) => start + index), end };
}
function pieces_startOf(piece) {
    return piece.offsets[0] ?? piece.end;
}
function pieces_slicePiece(piece, start, end = piece.text.length) {
    const offsets = piece.offsets.slice(start, end);
    const last = offsets.at(-1);
    return { text: piece.text.slice(start, end), offsets, end: last === undefined ? (piece.offsets[start] ?? piece.end) : last + 1 };
}
function joinPieces(first, second) {
    return { text: first.text + second.text, offsets: [...first.offsets, ...second.offsets], end: second.text === '' ? first.end : second.end };
}
/** The characters of a piece at the given positions, in this order. */
function pieces_pickFrom(piece, positions) {
    const text = positions.map((position) => piece.text[position]).join('');
    const offsets = positions.map((position) => piece.offsets[position] ?? piece.end);
    return { text, offsets, end: (offsets.at(-1) ?? pieces_startOf(piece) - 1) + 1 };
}
/** A text that stands nowhere in these words, such as a string of a JSON array, at the place of another piece. */
function placedAt(piece, text) {
    return { text, offsets: Array.from(text, () => pieces_startOf(piece)).slice(0, text.length), end: piece.end };
}
function trimStart(piece) {
    return pieces_slicePiece(piece, leadingBlanks.exec(piece.text)?.[0].length ?? 0);
}
function trimPiece(piece) {
    const trimmed = trimStart(piece);
    return pieces_slicePiece(trimmed, 0, trailingBlanks.exec(trimmed.text)?.index ?? trimmed.text.length);
}
/** The parts between runs of blanks. */
function splitBlanks(piece) {
    return Array.from(piece.text.matchAll(/[^\t\v\f\r ]+/g), (match) => pieces_slicePiece(piece, match.index, match.index + match[0].length));
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/shell-pattern.js
/** The patterns of `${X#pattern}`, `${X%pattern}` and `${X/pattern/text}`: `*` and `?`, no brackets (BuildKit v0.34.2, shell/lex.go). */
function compilePattern(pattern, greedy, anchored) {
    const characters = Array.from(pattern);
    let source = anchored ? '^' : '';
    for (let at = 0; at < characters.length; at++) {
        let character = characters[at] ?? '';
        if (character === '*')
            source += greedy ? '[^\\n]*' : '[^\\n]*?';
        else if (character === '?')
            source += '[^\\n]';
        else {
            if (character === '\\') {
                const escaped = characters[at + 1] ?? '';
                // "}" and "/" are escaped for the sake of ${…}; the pattern itself does not see it.
                if (escaped === '}' || escaped === '/')
                    continue;
                if (!['*', '?', '\\'].includes(escaped) || escaped === '')
                    throw new SyntaxError(`\\${escaped} is no escape in a pattern`);
                at += 1;
                character = escaped;
            }
            source += `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
        }
    }
    return new RegExp(source, 'gu');
}
function trimPrefix(pattern, value, greedy) {
    const match = compilePattern(pattern, greedy, true).exec(value);
    return match === null ? value : value.slice(match[0].length);
}
/** Backwards, because a regular expression finds the leftmost match and not the shortest one at the end. */
function trimSuffix(pattern, value, greedy) {
    const reversed = Array.from(pattern.matchAll(/\\[\s\S]|[\s\S]/gu), ([part]) => part);
    return reverse(trimPrefix(reversed.reverse().join(''), reverse(value), greedy));
}
function reverse(text) {
    return Array.from(text).reverse().join('');
}
function replacePattern(pattern, value, replacement, all) {
    const expression = compilePattern(pattern, true, false);
    if (!all) {
        const match = expression.exec(value);
        return match === null ? value : value.slice(0, match.index) + replacement + value.slice(match.index + match[0].length);
    }
    let result = '';
    let end = 0;
    for (const match of value.matchAll(expression)) {
        // Go counts no empty match right behind another one.
        if (match[0] === '' && match.index === end && end > 0)
            continue;
        result += value.slice(end, match.index) + fillTemplate(replacement, match[0]);
        end = match.index + match[0].length;
    }
    return result + value.slice(end);
}
/** `$0` and names in the text mean groups to Go's ReplaceAllString; there is none but the whole match. */
function fillTemplate(replacement, match) {
    return replacement.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (found, name, braced) => found === '$$' ? '$' : (name ?? braced) === '0' ? match : '');
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/shell-lexer.js



/** Stands in a value for text that only the build will know, such as an ENV of a base image. No Containerfile holds a NUL. */
const shell_lexer_unknown = '\0';
/**
 * Expands variables and takes quotes and escapes away, as BuildKit does in most instructions (v0.34.2, frontend/dockerfile/shell, Lex):
 * `$X`, `${X}`, `${X:-word}`, `${X:+word}`, `${X:?word}` and the same without the colon, `${X#pattern}`, `${X##…}`, `${X%…}`, `${X%%…}`,
 * `${X/pattern/text}`, `${X//…}`.
 * @returns the text, or what is wrong with it
 */
function shell_lexer_expandWord(text, lookup, options) {
    const result = run(text, lookup, options);
    return result.ok ? (0,build.ok)(result.value.text) : result;
}
/** Expands likewise, then parts the result at blanks outside of quotes. */
function expandWords(text, lookup, options) {
    const result = run(text, lookup, options);
    return result.ok ? (0,build.ok)(result.value.words) : result;
}
function run(text, lookup, options) {
    try {
        return (0,build.ok)(new Lexer(text, lookup, options).read('', options.rawEscapes === true, false));
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return (0,build/* err */._q)(error.message);
        throw error;
    }
}
class Lexer {
    #characters;
    #lookup;
    #options;
    #at = 0;
    #rawEscapes = false;
    #word = '';
    constructor(text, lookup, options) {
        this.#characters = Array.from(text);
        this.#lookup = lookup;
        this.#options = options;
    }
    #peek() {
        return this.#characters[this.#at] ?? '';
    }
    #next() {
        const character = this.#peek();
        this.#at += 1;
        return character;
    }
    /** Until `stop`, or to the end. `doubled` keeps quoted escapes twice, so that a pattern can be read from the result. */
    read(stop, rawEscapes, doubled) {
        const before = this.#rawEscapes;
        this.#rawEscapes = rawEscapes;
        this.#word = '';
        const words = [];
        let text = '';
        const add = (characters, splits) => {
            text += characters;
            for (const character of characters) {
                if (!splits || !isBlank(character))
                    this.#word += character;
                else if (this.#word !== '')
                    words.push(this.#flush());
            }
        };
        while (this.#peek() !== stop && this.#peek() !== '') {
            const character = this.#peek();
            if (character === "'")
                add(this.#singleQuoted(doubled), false);
            else if (character === '"')
                add(this.#doubleQuoted(doubled), false);
            else if (character === '$')
                add(this.#variable(), true);
            else if (character === '<')
                add(this.#heredoc(), false);
            else if (character !== this.#options.escapeMark)
                add(this.#next(), true);
            else {
                if (rawEscapes)
                    add(character, false);
                this.#at += 1;
                if (this.#peek() !== '')
                    add(this.#next(), false);
            }
        }
        this.#rawEscapes = before;
        if (this.#peek() !== stop)
            throw new SyntaxError(`a closing ${stop} is missing`);
        if (stop !== '')
            this.#at += 1;
        if (this.#word !== '')
            words.push(this.#flush());
        return { text, words };
    }
    #flush() {
        const word = this.#word;
        this.#word = '';
        return word;
    }
    #singleQuoted(doubled) {
        const end = this.#characters.indexOf("'", this.#at + 1);
        if (end === -1)
            throw new SyntaxError('a single quote is not closed');
        const inner = this.#characters.slice(this.#at + 1, end);
        this.#at = end + 1;
        const text = inner.map((character) => (doubled && character === this.#options.escapeMark ? character + character : character)).join('');
        return this.#options.rawQuotes === true ? `'${text}'` : text;
    }
    #doubleQuoted(doubled) {
        const { escapeMark, rawQuotes } = this.#options;
        const quote = rawQuotes === true ? '"' : '';
        let text = '';
        this.#at += 1;
        while (this.#peek() !== '"') {
            if (this.#peek() === '')
                throw new SyntaxError('a double quote is not closed');
            if (this.#peek() === '$') {
                text += this.#variable();
                continue;
            }
            let character = this.#next();
            if (character === escapeMark) {
                if (this.#peek() === '')
                    continue;
                const escapes = ['"', '$', escapeMark].includes(this.#peek());
                if (this.#rawEscapes && (escapes || rawQuotes !== true || doubled))
                    text += character;
                if (escapes)
                    character = this.#next();
            }
            text += character;
        }
        this.#at += 1;
        return quote + text + quote;
    }
    /** `<<` and the blanks behind it belong to one word with the name that follows. */
    #heredoc() {
        this.#at += 1;
        if (this.#peek() !== '<')
            return '<';
        this.#at += 1;
        let blanks = '';
        while (['\t', '\r', ' '].includes(this.#peek()))
            blanks += this.#next();
        return `<<${blanks}`;
    }
    #name() {
        if (/^[@*#?\-$!]$/u.test(this.#peek()))
            return this.#next();
        const pattern = /^\p{Nd}$/u.test(this.#peek()) ? /^\p{Nd}$/u : /^[\p{L}\p{Nd}_]$/u;
        let name = '';
        while (pattern.test(this.#peek()))
            name += this.#next();
        return name;
    }
    #variable() {
        this.#at += 1;
        if (this.#peek() !== '{') {
            const name = this.#name();
            if (name === '')
                return '$';
            return this.#lookup(name) ?? (this.#options.keepUnset === true ? `$${name}` : '');
        }
        this.#at += 1;
        if (this.#peek() === '')
            throw new SyntaxError('a closing } is missing');
        if (['{', '}', ':'].includes(this.#peek()))
            throw new SyntaxError('there is no name behind ${');
        const name = this.#name();
        const value = this.#lookup(name);
        const operator = this.#next();
        if (operator === '}')
            return value ?? (this.#options.keepUnset === true ? `\${${name}}` : '');
        if (operator === '/')
            return this.#replaced(name, value);
        return operator === ':' ? this.#modified(name, value, this.#next(), true) : this.#modified(name, value, operator, false);
    }
    #modified(name, value, operator, colon) {
        const trims = operator === '#' || operator === '%';
        const written = `\${${name}${colon ? ':' : ''}${operator}`;
        const refuse = () => {
            throw new SyntaxError(`${written} is no substitution`);
        };
        if ((colon && trims) || (!colon && !['+', '-', '?', '#', '%'].includes(operator)))
            refuse();
        const word = this.read('}', trims, trims).text;
        // A shell's own substitutions, such as ${X:1:2} of a RUN, pass here.
        if (value === undefined && this.#options.keepUnset === true)
            return `${written}${word}}`;
        if (!['+', '-', '?', '#', '%'].includes(operator))
            refuse();
        if (trims) {
            if (isOpen(value) || isOpen(word))
                return shell_lexer_unknown;
            const greedy = word.startsWith(operator);
            return (operator === '#' ? trimPrefix : trimSuffix)(greedy ? word.slice(1) : word, value ?? '', greedy);
        }
        // Whether it is set at all is not known either.
        if (value !== undefined && value !== '' && value.replaceAll(shell_lexer_unknown, '') === '')
            return operator === '?' ? value : shell_lexer_unknown;
        const absent = value === undefined || (colon && value === '');
        if (operator === '-')
            return absent ? word : value;
        if (operator === '+')
            return absent ? '' : word;
        if (absent)
            throw new SyntaxError(`${name}: ${word === '' ? `is not allowed to be ${value === undefined ? 'unset' : 'empty'}` : word}`);
        return value;
    }
    #replaced(name, value) {
        const all = this.#peek() === '/';
        if (all)
            this.#at += 1;
        const pattern = this.read('/', true, true).text;
        const replacement = this.read('}', true, false).text;
        if (value === undefined && this.#options.keepUnset === true)
            return `\${${name}/${pattern}/${replacement}}`;
        if (isOpen(value) || isOpen(pattern) || isOpen(replacement))
            return shell_lexer_unknown;
        return replacePattern(pattern, value ?? '', replacement, all);
    }
}
function isOpen(value) {
    return value?.includes(shell_lexer_unknown) === true;
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/platform-variables.js


const architectures = { x86_64: 'amd64', 'x86-64': 'amd64', aarch64: 'arm64', armhf: 'arm', i386: '386', i686: '386' };
/** Variants that say nothing more than the architecture does (containerd/platforms, Normalize). */
const plain = { 'amd64/v1': 'amd64', 'arm64/v8': 'arm64', 'arm64/8': 'arm64', 'arm/7': 'arm/v7', 'arm/6': 'arm/v6' };
/** Reads what `--platform` may hold, in the spelling of the image index; undefined where it is no platform. */
function platform_variables_readPlatform(text) {
    const parts = text.toLowerCase().split('/');
    const [os = '', architecture = '', variant] = parts.length === 1 ? ['linux', ...parts] : parts;
    const named = [architectures[architecture] ?? architecture, ...(variant === undefined ? [] : [variant])].join('/');
    const platform = parsePlatform([os === 'macos' ? 'darwin' : os, plain[named] ?? named].join('/'));
    return platform.ok && parts.length <= 3 ? platform.value : undefined;
}
/** TARGETPLATFORM and its like (Dockerfile reference, "Automatic platform ARGs in the global scope"). */
function platform_variables_targetVariables(platform) {
    return variables('TARGET', platform);
}
/** BUILDPLATFORM and its like: unknown where the machine is not. TARGETSTAGE is the engine's affair. */
function platform_variables_buildVariables(platform) {
    const names = variables('BUILD', platform ?? '');
    const host = platform === undefined ? Object.fromEntries(Object.keys(names).map((name) => [name, unknown])) : names;
    return { ...host, TARGETOSVERSION: '', BUILDOSVERSION: unknown, TARGETSTAGE: unknown };
}
function variables(prefix, platform) {
    const [os = '', architecture = '', variant = ''] = platform.split('/');
    return { [`${prefix}PLATFORM`]: platform, [`${prefix}OS`]: os, [`${prefix}ARCH`]: architecture, [`${prefix}VARIANT`]: variant };
}
/** What engines pass without being asked: proxies of the machine, and the time of the commit. None of it enters a key. */
function platform_variables_engineGiven(name) {
    return /^(https?|ftp|no|all)_proxy$/i.test(name) || name === 'SOURCE_DATE_EPOCH';
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/evaluate.js




/** Works out what each instruction of a build sees (BuildKit v0.34.2, dockerfile2llb/convert.go). All stages, reached or not. */
function evaluate_evaluate(file, setting, faults) {
    const given = { ...(setting.dialect === 'buildah' ? targetVariables(setting.target) : {}), ...setting.values };
    const context = { ...setting, values: given, escapeMark: file.escapeMark, faults, globals: new Map() };
    const predefined = { ...targetVariables(setting.target), ...buildVariables(setting.host), ...setting.values };
    const globals = file.args.reduce((scope, instruction) => declare(context, scope, instruction), {
        args: new Map(Object.entries(predefined)),
        env: new Map(),
        open: false,
    });
    const lookup = (name) => globals.args.get(name);
    const stages = [];
    for (const stage of file.stages) {
        const name = expandIn(context, stage.base, lookup);
        const base = findBase(context, stage, name, stages);
        const parent = base.kind === 'stage' ? stages[base.index] : undefined;
        const written = stage.platform === undefined ? setting.target : readStagePlatform(context, stage.platform, lookup);
        const beginning = beginWith(parent?.end, base, setting.dialect);
        const instructions = [...(parent?.triggers ?? []), ...stage.instructions];
        const walk = walkInstructions({ ...context, globals: globals.args }, beginning, instructions);
        const triggers = setting.dialect === 'buildkit' ? stage.instructions.flatMap(({ trigger }) => trigger ?? []) : [];
        stages.push({ stage, base, platform: parent === undefined ? written : parent.platform, ...walk, triggers });
    }
    return stages;
}
/** Expands a piece; what is wrong with it becomes a fault at its place, and the value unknown. */
function expandIn({ escapeMark, faults }, piece, lookup) {
    const result = expandWord(piece.text, lookup, { escapeMark });
    if (result.ok)
        return result.value;
    const cure = 'Write it as the Dockerfile reference shows under "Environment replacement"';
    faults.push({ code: 'E_CHAIN_SUBSTITUTION', message: `"${piece.text}" cannot be expanded: ${result.error}`, cure, at: startOf(piece) });
    return unknown;
}
function beginWith(parent, base, dialect) {
    if (parent === undefined)
        return { args: new Map(), env: new Map([['PATH', unknown]]), open: base.kind === 'image' };
    return dialect === 'buildah' ? { ...parent, args: new Map() } : parent;
}
function walkInstructions(context, beginning, instructions) {
    let scope = beginning;
    const steps = instructions.map((instruction) => {
        const lookup = lookIn(scope);
        if (instruction.keyword === 'ARG')
            scope = declare(context, scope, instruction);
        if (instruction.keyword === 'ENV')
            scope = setEnv(context, scope, instruction);
        return { instruction, lookup };
    });
    return { steps, end: scope };
}
function lookIn({ args, env, open }) {
    return (name) => env.get(name) ?? args.get(name) ?? (open ? unknown : undefined);
}
function declare(context, scope, { words }) {
    return words.reduce((before, word) => {
        const equals = word.text.indexOf('=');
        const name = equals === -1 ? word.text : word.text.slice(0, equals);
        // A default that a build argument replaces is not even expanded.
        const fallback = () => (equals === -1 ? context.globals.get(name) : expandIn(context, slicePiece(word, equals + 1), lookIn(before)));
        const value = context.values[name] ?? (engineGiven(name) ? unknown : fallback());
        return value === undefined ? before : evaluate_assign(context, before, name, value);
    }, scope);
}
/** In BuildKit what was set last counts; in buildah what ENV set. */
function evaluate_assign({ dialect }, scope, name, value) {
    const env = new Map(scope.env);
    if (dialect === 'buildkit')
        env.delete(name);
    return { ...scope, args: new Map(scope.args).set(name, value), env };
}
/** All values of one ENV see the variables as they were before it. */
function setEnv(context, scope, { words }) {
    const env = new Map(scope.env);
    for (let index = 0; index + 1 < words.length; index += 3) {
        const [name, value] = [words[index], words[index + 1]].map((piece) => (piece === undefined ? '' : expandIn(context, piece, lookIn(scope))));
        env.set(name ?? '', value ?? '');
    }
    return { ...scope, env };
}
function findBase(context, stage, name, earlier) {
    const say = (message, cure) => {
        context.faults.push({ code: 'E_CHAIN_IMAGE', message, cure, at: startOf(stage.base) });
        return { kind: 'scratch' };
    };
    const known = earlier.findLast((each) => each.stage.name !== '' && each.stage.name === name);
    if (known !== undefined)
        return { kind: 'stage', index: known.stage.index };
    if (name === 'scratch')
        return { kind: 'scratch' };
    // Said already where the expansion itself was wrong.
    if (name === unknown && context.faults.some(({ at }) => at === startOf(stage.base)))
        return { kind: 'scratch' };
    if (name.includes(unknown)) {
        return say(`FROM ${stage.base.text} depends on the machine that builds, which a key cannot know`, 'Name the image without BUILDPLATFORM and its like');
    }
    if (name === '')
        return say(`FROM ${stage.base.text} names nothing: the variable has no value`, 'Give the ARG before the first FROM a default');
    const image = normaliseImage(name);
    return image.ok ? { kind: 'image', name: image.value } : say(image.error, 'Write an image as docker does, such as debian:12 or ghcr.io/owner/name:tag');
}
function readStagePlatform(context, piece, lookup) {
    const text = expandIn(context, piece, lookup);
    if (text.includes(unknown))
        return undefined;
    const platform = readPlatform(text);
    if (platform !== undefined)
        return platform;
    const message = `--platform=${piece.text} is ${text === '' ? 'empty' : `"${text}", which is no platform`}`;
    context.faults.push({ code: 'E_CHAIN_PLATFORM', message, cure: 'Write a platform such as linux/amd64, or $BUILDPLATFORM', at: startOf(piece) });
    return undefined;
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/heredoc.js


const unset = () => undefined;
/** The heredocs that the words of a line announce, in order (BuildKit, heredocsFromLine). */
function findHeredocs(line, faults) {
    const words = expandWords(line.text, unset, { escapeMark: '\\', rawQuotes: true, rawEscapes: true, keepUnset: true });
    if (!words.ok)
        return [];
    return words.value.flatMap((word) => {
        const heredoc = parseHeredoc(word);
        if (heredoc !== 'unreadable')
            return heredoc ?? [];
        faults.push({ code: 'E_CHAIN_HEREDOC', message: `the name of ${word} has an open quote`, cure: 'Close the quote', at: pieces_startOf(line) });
        return [];
    });
}
/** Reads `<<NAME`, `<<-NAME`, `3<<"NAME"`; undefined where the word is no heredoc. */
function parseHeredoc(word) {
    const [, descriptor = '', dash, rest = ''] = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/.exec(word) ?? [];
    if (rest === '')
        return undefined;
    const names = expandWords(rest, unset, { escapeMark: '\\', keepUnset: true });
    const raw = expandWords(rest, unset, { escapeMark: '\\', keepUnset: true, rawQuotes: true });
    if (!names.ok || !raw.ok)
        return 'unreadable';
    const [name, ...others] = names.value;
    if (name === undefined || others.length > 0)
        return undefined;
    if (raw.value.length !== 1)
        return 'unreadable';
    return { name, descriptor: Number(descriptor), expand: countQuotes(name) === countQuotes(raw.value[0] ?? ''), chomp: dash === '-', content: '' };
}
function countQuotes(text) {
    return text.replace(/[^'"]/g, '').length;
}
/** Whether an argument of COPY or ADD is the name of a heredoc. */
function heredoc_isHeredoc(word) {
    return typeof parseHeredoc(word) === 'object';
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/words.js

/** @param raw keep quotes and escape characters, as ARG, ENV and LABEL do, or drop them, as flags do */
function scanWord(text, start, escapeMark, raw) {
    const positions = [];
    let quote = '';
    let quoted = false;
    let at = start;
    for (; at < text.length; at++) {
        const character = text[at] ?? '';
        if (quote === '' && isBlank(character))
            break;
        const closes = quote !== '' && character === quote;
        const opens = quote === '' && (character === '"' || character === "'");
        if (opens)
            quoted = true;
        if (opens || closes) {
            quote = opens ? character : '';
            if (raw)
                positions.push(at);
            continue;
        }
        // Within single quotes nothing escapes, but a flag's quotes are all alike.
        if (character === escapeMark && !(raw && quote === "'")) {
            if (at + 1 === text.length) {
                at += 1;
                break;
            }
            if (raw)
                positions.push(at);
            at += 1;
        }
        positions.push(at);
    }
    return { positions, end: at, quoted };
}
/** The words of ARG, ENV and LABEL: quotes and escapes stay in them, because variables are expanded later. */
function splitWords(piece, escapeMark) {
    const words = [];
    for (let at = 0; at < piece.text.length;) {
        if (isBlank(piece.text[at] ?? '')) {
            at += 1;
            continue;
        }
        const scan = scanWord(piece.text, at, escapeMark, true);
        if (scan.quoted || scan.positions.length > 0)
            words.push(pieces_pickFrom(piece, scan.positions));
        at = scan.end;
    }
    return words;
}
/** The `--flags` before the arguments, without their quotes; `--` alone ends them. */
function splitFlags(piece, escapeMark) {
    const flags = [];
    let at = 0;
    while (at < piece.text.length) {
        if (isBlank(piece.text[at] ?? '')) {
            at += 1;
            continue;
        }
        if (!piece.text.startsWith('--', at))
            return { flags, rest: trimPiece(pieces_slicePiece(piece, at)) };
        const scan = scanWord(piece.text, at, escapeMark, false);
        at = scan.end;
        const flag = pieces_pickFrom(piece, scan.positions);
        if (flag.text === '--')
            break;
        flags.push(flag);
    }
    return { flags, rest: trimPiece(pieces_slicePiece(piece, at)) };
}
/**
 * The strings of a JSON array; undefined where the text is no JSON array, so that it is read as words or for a shell, and an error where it
 * is an array of something else.
 */
function parseStrings(piece) {
    if (!trimPiece(piece).text.startsWith('['))
        return undefined;
    try {
        const list = JSON.parse(piece.text);
        if (!Array.isArray(list))
            return undefined;
        return list.every((each) => typeof each === 'string') ? list : 'not strings';
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/instruction.js



const shellForm = (rest, _, faults, keyword) => jsonForm(rest, faults, keyword) ?? words(...(rest.text === '' ? [] : [rest]));
const listForm = (rest, _, faults, keyword) => jsonForm(rest, faults, keyword) ?? words(...splitBlanks(rest));
const whole = (rest) => words(...(rest.text === '' ? [] : [rest]));
const separate = (rest) => words(...splitBlanks(rest));
const pairs = (rest, escapeMark, faults, keyword) => words(...splitPairs(rest, escapeMark, faults, keyword));
const readers = {
    ADD: listForm,
    ARG: (rest, escapeMark) => words(...splitWords(rest, escapeMark)),
    CMD: shellForm,
    COPY: listForm,
    ENTRYPOINT: shellForm,
    ENV: pairs,
    EXPOSE: separate,
    FROM: separate,
    HEALTHCHECK: (rest, escapeMark, faults, keyword) => {
        const kind = pieces_slicePiece(rest, 0, /^\S*/.exec(rest.text)?.[0].length);
        if (kind.text === '')
            return words();
        const command = shellForm(trimPiece(pieces_slicePiece(rest, kind.text.length)), escapeMark, faults, keyword);
        return { words: [kind, ...command.words], json: command.json };
    },
    LABEL: pairs,
    MAINTAINER: whole,
    ONBUILD: () => words(),
    RUN: shellForm,
    SHELL: shellForm,
    STOPSIGNAL: whole,
    USER: whole,
    VOLUME: listForm,
    WORKDIR: whole,
};
const keywords = Object.keys(readers);
/** Reads one instruction, without its heredocs' lines (BuildKit, newNodeFromLine). What does not hold becomes faults, never an exception. */
function parseInstruction(line, escapeMark, faults) {
    const trimmed = trimPiece(line);
    const name = pieces_slicePiece(trimmed, 0, /^[^\t\v\f\r ]*/.exec(trimmed.text)?.[0].length);
    const keyword = name.text.toUpperCase();
    const { flags, rest } = splitFlags(pieces_slicePiece(trimmed, name.text.length), escapeMark);
    const read = readers[keyword];
    const { words: list, json } = read === undefined ? words() : read(rest, escapeMark, faults, keyword);
    const trigger = keyword === 'ONBUILD' && rest.text !== '' ? parseInstruction(rest, escapeMark, faults) : undefined;
    const holder = trigger ?? { keyword, json };
    const takes = ['ADD', 'COPY', 'RUN'].includes(holder.keyword) && !holder.json && line.text.includes('<<');
    return { keyword, at: pieces_startOf(name), flags, words: list, json, heredocs: takes ? findHeredocs(line, faults) : [], trigger };
}
function words(...list) {
    return { words: list, json: false };
}
function jsonForm(rest, faults, keyword) {
    const strings = parseStrings(rest);
    if (strings === undefined)
        return undefined;
    if (strings !== 'not strings')
        return { words: strings.map((text) => placedAt(rest, text)), json: true };
    const message = `the JSON array of ${keyword} holds something else than strings`;
    faults.push({ code: 'E_CHAIN_JSON', message, cure: 'Put every element in double quotes', at: pieces_startOf(rest) });
    return { words: [], json: true };
}
/** `NAME=value …`, or the old form `NAME value`, which the first word decides. */
function splitPairs(rest, escapeMark, faults, keyword) {
    const say = (message, at) => {
        faults.push({ code: 'E_CHAIN_ARGUMENTS', message, cure: `Write ${keyword} NAME=value`, at: pieces_startOf(at) });
        return [];
    };
    const list = splitWords(rest, escapeMark);
    const [first] = list;
    if (first === undefined)
        return [];
    if (!first.text.includes('=')) {
        const blank = /[\t\v\f\r ]+/.exec(rest.text);
        if (blank === null)
            return say(`${keyword} ${rest.text} has no value`, first);
        return [pieces_slicePiece(rest, 0, blank.index), pieces_slicePiece(rest, blank.index + blank[0].length), pieces_slicePiece(rest, rest.text.length)];
    }
    return list.flatMap((word) => {
        const equals = word.text.indexOf('=');
        if (equals === -1)
            return say(`${word.text} is no NAME=value`, word);
        return [pieces_slicePiece(word, 0, equals), pieces_slicePiece(word, equals + 1), pieces_slicePiece(word, equals, equals + 1)];
    });
}
/** A flag's name without the dashes, and its value where there is one. */
function splitFlag(flag) {
    const equals = flag.text.indexOf('=');
    if (equals === -1)
        return { name: flag.text.slice(2), value: undefined };
    return { name: flag.text.slice(2, equals), value: pieces_slicePiece(flag, equals + 1) };
}
/** The values of a flag, in order; `true` where a switch has none. */
function instruction_flagsNamed(instruction, name) {
    return instruction.flags.map(splitFlag).flatMap((flag, index) => {
        if (flag.name !== name)
            return [];
        return [flag.value ?? placedAt(instruction.flags[index] ?? pieceOf('', 0, 0), 'true')];
    });
}
function instruction_isSwitchedOn(instruction, name) {
    return instruction_flagsNamed(instruction, name).some(({ text }) => text.toLowerCase() === 'true');
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/mount.js


/** The mounts of a RUN (Dockerfile reference, "RUN --mount"); each is a line of comma-separated values. */
function mount_readMounts(instruction, faults) {
    if (instruction.keyword !== 'RUN')
        return [];
    return flagsNamed(instruction, 'mount').map((flag) => {
        const fields = new Map();
        for (const field of splitFields(flag, faults)) {
            const equals = field.text.indexOf('=');
            if (equals !== -1)
                fields.set(field.text.slice(0, equals).toLowerCase(), slicePiece(field, equals + 1));
        }
        return { type: fields.get('type'), from: fields.get('from'), source: fields.get('source') ?? fields.get('src'), at: startOf(flag) };
    });
}
/** RFC 4180: a field that begins with a quote goes to the closing one, and a doubled quote in it is one. */
function splitFields(flag, faults) {
    const { text } = flag;
    const fields = [];
    for (let at = 0; at <= text.length; at++) {
        const positions = [];
        const quoted = text[at] === '"';
        if (quoted) {
            at += 1;
            while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
                if (text[at] === '"')
                    at += 1;
                positions.push(at++);
            }
            at += 1;
        }
        const end = text.indexOf(',', at);
        const rest = text.slice(at, end === -1 ? text.length : end);
        if (rest.includes('"') || (quoted && rest !== '') || at > text.length) {
            const cure = 'Write type=bind,source=…,target=…';
            faults.push({ code: 'E_CHAIN_FLAG', message: `--mount=${text} has a quote in a wrong place`, cure, at: startOf(flag) });
            return [];
        }
        for (; at < text.length && text[at] !== ','; at++)
            positions.push(at);
        fields.push(pickFrom(flag, positions));
    }
    return fields;
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/image-uses.js





/**
 * Every image that a build pulls: of FROM, COPY --from and RUN --mount=from. A stage's image is of the stage's own platform; the others are
 * always of the platform that is built for (BuildKit v0.34.2, dockerfile2llb/convert.go, resolveBaseImage).
 */
function image_uses_findImageUses(stages, target, escapeMark, faults) {
    return stages.flatMap(({ stage, base, platform, steps }) => {
        const own = base.kind === 'image' ? [{ name: base.name, platform, piece: stage.base }] : [];
        const named = steps.flatMap((step) => findReferences(step, stages, stage.index, escapeMark, faults));
        return [...own, ...named.map(({ name, piece }) => ({ name, platform: target, piece }))];
    });
}
function findReferences({ instruction }, stages, own, escapeMark, faults) {
    const copied = instruction.keyword === 'COPY' ? flagsNamed(instruction, 'from').filter(({ text }) => text !== '') : [];
    const mounted = readMounts(instruction, faults).flatMap(({ from }) => (from === undefined || from.text === '' ? [] : [from]));
    return [...copied, ...mounted].flatMap((piece) => {
        const say = (message, cure) => {
            faults.push({ code: 'E_CHAIN_FROM', message, cure, at: startOf(piece) });
            return [];
        };
        const plain = expandWord(piece.text, () => undefined, { escapeMark });
        if (!plain.ok || plain.value !== piece.text || /\$./.test(piece.text)) {
            return say(`from=${piece.text} is not expanded by engines`, 'Name a stage, and write FROM with the variable for it');
        }
        const index = /^[+-]?\d+$/.test(piece.text) && copied.includes(piece) ? Number(piece.text) : undefined;
        if (index !== undefined && index >= 0 && index < own)
            return [];
        if (index !== undefined)
            return say(`there is no stage ${piece.text} before this one`, 'Count the FROMs from 0, or better write the name of a stage');
        const known = stages.findLast(({ stage }) => stage.name === piece.text.toLowerCase());
        if (known !== undefined && known.stage.index >= own)
            return say(`the stage ${piece.text} is not finished yet at this line`, 'Move it before this stage');
        if (known !== undefined || piece.text === 'scratch')
            return [];
        const image = normaliseImage(piece.text);
        return image.ok ? [{ name: image.value, piece }] : say(image.error, 'Write the name of a stage, or an image such as ghcr.io/owner/name:tag');
    });
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/checks.js



const copyFlags = { chown: 'text', chmod: 'text', link: 'switch', exclude: 'list' };
/** The flags of each instruction in BuildKit v0.34.2 (frontend/dockerfile/instructions). A flag that nobody knows may read files. */
const flagKinds = {
    ADD: { ...copyFlags, checksum: 'text', 'keep-git-dir': 'switch', unpack: 'switch' },
    COPY: { ...copyFlags, from: 'text', parents: 'switch' },
    FROM: { platform: 'text' },
    HEALTHCHECK: { interval: 'text', timeout: 'text', 'start-period': 'text', 'start-interval': 'text', retries: 'text' },
    RUN: { mount: 'list', network: 'text', security: 'text', device: 'list' },
};
/** How many words an instruction takes: at least, and at most. */
const counts = {
    ADD: [2, Number.POSITIVE_INFINITY, 'a source and a destination'],
    ARG: [1, Number.POSITIVE_INFINITY, 'a name'],
    COPY: [2, Number.POSITIVE_INFINITY, 'a source and a destination'],
    ENV: [1, Number.POSITIVE_INFINITY, 'NAME=value'],
    EXPOSE: [1, Number.POSITIVE_INFINITY, 'a port'],
    HEALTHCHECK: [1, Number.POSITIVE_INFINITY, 'CMD or NONE'],
    LABEL: [1, Number.POSITIVE_INFINITY, 'NAME=value'],
    MAINTAINER: [1, 1, 'a name'],
    SHELL: [1, Number.POSITIVE_INFINITY, 'a JSON array of strings'],
    STOPSIGNAL: [1, 1, 'a signal'],
    USER: [1, 1, 'a user'],
    VOLUME: [1, Number.POSITIVE_INFINITY, 'a path'],
    WORKDIR: [1, 1, 'a path'],
};
/** What is wrong with an instruction in itself (BuildKit, instructions.ParseInstruction). */
function checkInstruction(instruction) {
    const { keyword, at, trigger } = instruction;
    const say = (code, message, cure) => [{ code, message, cure, at }];
    if (!keywords.includes(keyword))
        return say('E_CHAIN_INSTRUCTION', `${keyword || 'a line without a word'} is no instruction`, nearest(keyword));
    const faults = [...checkFlags(instruction), ...checkCount(instruction), ...checkNames(instruction)];
    if (keyword !== 'ONBUILD')
        return faults;
    if (trigger === undefined)
        return say('E_CHAIN_ONBUILD', 'ONBUILD has no instruction', 'Write one behind it, such as ONBUILD RUN make');
    const forbidden = ['ONBUILD', 'MAINTAINER', 'FROM'].includes(trigger.keyword);
    if (forbidden)
        return say('E_CHAIN_ONBUILD', `ONBUILD cannot hold ${trigger.keyword}`, `Remove it, or write ${trigger.keyword} alone`);
    return [...faults, ...checkInstruction(trigger)];
}
function nearest(keyword) {
    const close = keywords.find((known) => distance(known, keyword) <= 2);
    return close === undefined ? `Use one of ${keywords.join(', ')}` : `Write ${close}`;
}
/** Levenshtein's distance. */
function distance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (const [i, letter] of Array.from(a).entries()) {
        const next = [i + 1];
        for (let j = 0; j < b.length; j++) {
            next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (b[j] === letter ? 0 : 1)));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
}
function checkFlags({ keyword, flags }) {
    const kinds = flagKinds[keyword] ?? {};
    const seen = new Set();
    return flags.flatMap((flag) => {
        const { name, value } = splitFlag(flag);
        const kind = kinds[name];
        const say = (message, cure) => [{ code: 'E_CHAIN_FLAG', message, cure, at: pieces_startOf(flag) }];
        if (kind === undefined) {
            const known = Object.keys(kinds).map((each) => `--${each}`);
            return say(`${keyword} knows no flag --${name}`, known.length === 0 ? 'Remove it' : `Use one of ${known.join(', ')}`);
        }
        if (seen.has(name) && kind !== 'list')
            return say(`--${name} is there already`, 'Keep one of the two');
        seen.add(name);
        if (kind === 'switch')
            return /^(true|false)?$/i.test(value?.text ?? '') && value?.text !== '' ? [] : say(`--${name} is true or false`, `Write --${name}`);
        return value === undefined ? say(`--${name} has no value`, `Write --${name}=…`) : [];
    });
}
function checkCount({ keyword, words, at, json }) {
    const say = (code, message, cure) => [{ code, message, cure, at }];
    if (keyword === 'FROM') {
        const fits = words.length === 1 || (words.length === 3 && words[1]?.text.toLowerCase() === 'as');
        return fits ? [] : say('E_CHAIN_ARGUMENTS', 'FROM takes one image, and perhaps a name', 'Write FROM image, or FROM image AS name');
    }
    if (keyword === 'SHELL' && !json && words.length > 0)
        return say('E_CHAIN_JSON', 'SHELL is no JSON array', 'Write SHELL ["/bin/sh", "-c"]');
    if (keyword === 'HEALTHCHECK' && words.length > 0) {
        const kind = words[0]?.text.toUpperCase();
        const fits = kind === 'NONE' ? words.length === 1 : kind === 'CMD' && words.length > 1;
        return fits ? [] : say('E_CHAIN_ARGUMENTS', `HEALTHCHECK ${words[0]?.text} is none`, 'Write HEALTHCHECK CMD and a command, or HEALTHCHECK NONE');
    }
    const [least, most, what] = counts[keyword] ?? [0, Number.POSITIVE_INFINITY, ''];
    if (words.length >= least && words.length <= most)
        return [];
    return say('E_CHAIN_ARGUMENTS', `${keyword} needs ${what}`, `Write ${keyword} and ${what} on one line`);
}
function checkNames({ keyword, words, at }) {
    const say = (code, message, cure, place = at) => [{ code, message, cure, at: place }];
    const last = words.at(-1);
    if (keyword === 'FROM' && words.length === 3 && last !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(last.text)) {
        return say('E_CHAIN_STAGE_NAME', `"${last.text}" is no name of a stage`, 'Begin with a letter, and use letters, digits, "-", "_" and "."', pieces_startOf(last));
    }
    if ((keyword === 'COPY' || keyword === 'ADD') && words.length > 1 && last !== undefined && heredoc_isHeredoc(last.text)) {
        return say('E_CHAIN_HEREDOC', `the destination of ${keyword} is a heredoc`, 'Write the path to copy to at the end', pieces_startOf(last));
    }
    const names = keyword === 'ARG' ? words : keyword === 'ENV' || keyword === 'LABEL' ? words.filter((_, index) => index % 3 === 0) : [];
    return names.flatMap((name) => {
        const blank = name.text === '' || name.text.startsWith('=');
        return blank ? say('E_CHAIN_ARG_NAME', `${keyword} has a value without a name`, `Write ${keyword} NAME=value`, pieces_startOf(name)) : [];
    });
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/line-reader.js

const directive = /^#[\t\n\f\r ]*(syntax|escape|check)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*$/i;
function createLineReader(source, faults) {
    const lines = createLines(source);
    const directives = createDirectives(faults);
    const join = (first) => {
        let joined = first;
        for (let line = lines.take(); line !== undefined; line = lines.take()) {
            if (isComment(line) || trimStart(line).text === '')
                continue;
            const { text, open } = cutContinuation(line, directives.escapeMark());
            joined = joinPieces(joined, text);
            if (!open)
                break;
        }
        return joined;
    };
    const next = () => {
        for (let line = lines.take(); line !== undefined; line = lines.take()) {
            const begun = trimStart(line);
            directives.read(begun);
            if (isComment(begun) || begun.text === '')
                continue;
            const { text, open } = cutContinuation(begun, directives.escapeMark());
            return open ? join(text) : text;
        }
        return undefined;
    };
    const heredoc = (name, chomp) => {
        const content = [];
        for (let line = lines.takeRaw(); line !== undefined; line = lines.takeRaw()) {
            const text = line.text.replace(/[\r\n]+$/, '');
            if ((chomp ? text.replace(/^\t+/, '') : text) === name)
                return { content: content.join(''), closed: true };
            content.push(line.text);
        }
        return { content: content.join(''), closed: false };
    };
    return { next, heredoc, escapeMark: directives.escapeMark, syntax: directives.syntax };
}
/** Line by line: as they are, or without what ends them. */
function createLines(source) {
    let cursor = source.startsWith('\uFEFF') ? 1 : 0;
    const takeRaw = () => {
        if (cursor >= source.length)
            return undefined;
        const newline = source.indexOf('\n', cursor);
        const start = cursor;
        cursor = newline === -1 ? source.length : newline + 1;
        return pieceOf(source, start, cursor);
    };
    const take = () => {
        const raw = takeRaw();
        return raw === undefined ? undefined : pieces_slicePiece(raw, 0, raw.text.replace(/[\r\n]+$/, '').length);
    };
    return { take, takeRaw };
}
/** Directives stand before everything else, even before other comments. */
function createDirectives(faults) {
    let escapeMark = '\\';
    let syntax;
    let seen = new Set();
    const read = (line) => {
        if (seen === undefined)
            return;
        const [, key = '', value = ''] = directive.exec(line.text) ?? [];
        const name = key.toLowerCase();
        if (name === '')
            seen = undefined;
        else if (seen.has(name))
            faults.push(directiveFault(line, `the directive ${name} is there already`, 'Keep one of the two'));
        else {
            seen.add(name);
            const at = line.text.lastIndexOf(value);
            if (name === 'syntax')
                syntax = pieces_slicePiece(line, at, at + value.length);
            if (name === 'escape' && (value === '\\' || value === '`'))
                escapeMark = value;
            else if (name === 'escape')
                faults.push(directiveFault(line, `"${value}" cannot escape`, 'Write # escape=\\ or # escape=`'));
        }
    };
    return { read, escapeMark: () => escapeMark, syntax: () => syntax };
}
function directiveFault(line, message, cure) {
    return { code: 'E_CHAIN_DIRECTIVE', message, cure, at: pieces_startOf(line) };
}
function isComment(line) {
    return trimStart(line).text.startsWith('#');
}
/** An escape character at the end continues the line, unless another one stands before it. */
function cutContinuation(line, escapeMark) {
    const trimmed = line.text.replace(/[ \t]+$/, '');
    if (!trimmed.endsWith(escapeMark) || trimmed.at(-2) === escapeMark)
        return { text: line, open: false };
    return { text: pieces_slicePiece(line, 0, trimmed.length - 1), open: true };
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile.js




/**
 * Reads a Containerfile as BuildKit v0.34.2 does: directives, comments, continuation lines, flags, the JSON form, heredocs, stages.
 * @param file its name in messages
 * @returns what it says, or every problem with its line and column
 */
function readContainerfile(text, file) {
    const faults = [];
    const { instructions, escapeMark, syntax } = readInstructions(text, faults);
    const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
    const before = first === -1 ? instructions : instructions.slice(0, first);
    faults.push(...checkBeginning(before, first === -1, text, file));
    if (faults.length > 0)
        return { ok: false, error: faults.sort((a, b) => a.at - b.at).map((fault) => containerfile_problemAt(text, file, fault)) };
    const named = syntax === undefined ? undefined : { image: syntax.text.split(' ')[0] ?? '', line: containerfile_placeOf(text, syntax.offsets[0] ?? 0).line };
    return (0,build.ok)({ file, text, escapeMark, syntax: named, args: before, stages: cutStages(instructions.slice(first)) });
}
/** The instructions of a text, whatever else is wrong with it. */
function readInstructions(text, faults) {
    const reader = createLineReader(text, faults);
    const instructions = [];
    for (let line = reader.next(); line !== undefined; line = reader.next()) {
        const found = [];
        const instruction = parseInstruction(line, reader.escapeMark(), found);
        const heredocs = instruction.heredocs.map((heredoc) => {
            const { content, closed } = reader.heredoc(heredoc.name, heredoc.chomp);
            const message = `the heredoc ${heredoc.name} is not closed`;
            const cure = `Write ${heredoc.name} alone on the line behind its end`;
            if (!closed)
                found.push({ code: 'E_CHAIN_HEREDOC', message, cure, at: instruction.at });
            return { ...heredoc, content };
        });
        // What cannot be read at all is said once, and not again for what is missing in consequence.
        faults.push(...(found.length > 0 ? found : checkInstruction(instruction)));
        instructions.push({ ...instruction, heredocs });
    }
    return { instructions, escapeMark: reader.escapeMark(), syntax: reader.syntax() };
}
function checkBeginning(before, without, text, file) {
    const nul = text.indexOf('\0');
    const early = before.find(({ keyword }) => keyword !== 'ARG');
    const empty = without && early === undefined;
    const start = 'Begin with FROM and a base image, such as FROM debian:12';
    return [
        ...(nul === -1 ? [] : [{ code: 'E_CHAIN_CONTROL', message: 'holds a NUL, which is no text', cure: 'Save the file as UTF-8 text', at: nul }]),
        ...(early === undefined ? [] : [{ code: 'E_CHAIN_NO_FROM', message: `${early.keyword} stands before the first FROM`, cure: start, at: early.at }]),
        ...(empty ? [{ code: 'E_CHAIN_NO_FROM', message: 'has no FROM', cure: start, at: 0 }] : []),
        // buildah and podman hand such a file to the C preprocessor, which includes files that no COPY names.
        ...(file.endsWith('.in')
            ? [{ code: 'E_CHAIN_PREPROCESSED', message: 'would be preprocessed by buildah because of its name', cure: 'Give it a name without .in', at: 0 }]
            : []),
    ];
}
function cutStages(instructions) {
    const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
    return starts.flatMap((start, index) => {
        const from = instructions[start];
        const base = from?.words[0];
        if (from === undefined || base === undefined)
            return [];
        const name = from.words[2]?.text.toLowerCase() ?? '';
        return [{ index, name, from, base, platform: instruction_flagsNamed(from, 'platform')[0], instructions: instructions.slice(start + 1, starts[index + 1]) }];
    });
}
/** Line and column of an offset, from 1. */
function containerfile_placeOf(text, offset) {
    const before = text.slice(0, offset);
    const start = before.lastIndexOf('\n') + 1;
    const mark = start === 0 && text.startsWith('\uFEFF') && offset > 0 ? 1 : 0;
    return { line: before.split('\n').length, column: offset - start - mark + 1 };
}
function containerfile_problemAt(text, file, { code, message, cure, at }) {
    return { code, message, cure, at: { file, ...containerfile_placeOf(text, at) } };
}

;// CONCATENATED MODULE: ./packages/chain/build/base-images.js





/**
 * The images of registries that a Containerfile names, for any of the platforms, in all stages: of FROM, COPY --from, RUN --mount=from.
 * `scratch` and stages are none.
 * @param values the build arguments
 * @returns the images by name, or the problems of names that cannot be known before the build
 */
function baseImages(file, values, platforms) {
    const faults = [];
    const uses = platforms.flatMap((target) => usesOf(file, values, target, undefined, faults));
    if (faults.length > 0)
        return { ok: false, error: base_images_problemsOf(file, faults) };
    const lines = new Map();
    for (const { name, piece } of uses)
        lines.set(name, Math.min(lines.get(name) ?? Number.POSITIVE_INFINITY, placeOf(file.text, startOf(piece)).line));
    return ok([...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, line]) => ({ name, line })));
}
/** The image that the last stage begins with, also through other stages; undefined for `scratch`. It is what the image that comes out is based on. */
function finalBase(file, values, target) {
    const stages = evaluate(file, { values, target, dialect: 'buildkit' }, []);
    let base = stages.at(-1)?.base;
    while (base?.kind === 'stage')
        base = stages[base.index]?.base;
    return base?.kind === 'image' ? base.name : undefined;
}
/**
 * The Containerfile with each image that `baseImages` names replaced by what `pins` says of it; every other byte stays.
 * @param target the platform that is built for
 * @param host the machine that builds, which BUILDPLATFORM names
 * @param pins what stands for an image of one platform, such as `docker.io/library/debian@sha256:…`
 */
function pinContainerfile(file, values, target, host, pins) {
    const faults = [];
    const uses = new Map(usesOf(file, values, target, host, faults).map((use) => [startOf(use.piece), use]));
    if (faults.length > 0)
        throw new Defect(`a Containerfile is pinned that has no base images: ${base_images_problemsOf(file, faults).map(renderProblem).join('; ')}`);
    let pinned = '';
    let done = 0;
    for (const [start, { name, platform, piece }] of [...uses].sort(([a], [b]) => a - b)) {
        pinned += file.text.slice(done, start) + pins(name, platform ?? target);
        done = piece.end;
    }
    return pinned + file.text.slice(done);
}
function usesOf(file, values, target, host, faults) {
    const stages = evaluate(file, { values, target, host, dialect: 'buildkit' }, faults);
    return findImageUses(stages, target, file.escapeMark, faults);
}
/** Each fault once, in the file's order. */
function base_images_problemsOf(file, faults) {
    const once = new Map(faults.map((fault) => [`${fault.at} ${fault.code} ${fault.message}`, fault]));
    return [...once.values()].sort((a, b) => a.at - b.at).map((fault) => problemAt(file.text, file.file, fault));
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./packages/chain/build/builder-key.js


/** Changes whenever the same inputs would have to give another key, or the document another shape. */
const builder_key_builderKeyFormat = 'slipway-builder-key/2';
/** What Docker predefines and keeps out of its own cache as well (Dockerfile reference, "Predefined ARGs"): how to get there, not what is there. */
const proxy = /^(?:https?|ftp|no|all)_proxy$/i;
/**
 * The key of a builder image: the beginning of the sha256 of its inputs document, so that whoever has the document can check the key.
 * @returns a tag of 40 hexadecimal digits: the key is the image's content tag in the registry
 */
function builderKey(inputs) {
    return createHash('sha256').update(renderBuilderInputs(inputs)).digest('hex').slice(0, 40);
}
/**
 * The inputs as one canonical JSON text, the same for the same inputs on every machine and in every locale: names in a fixed order, lists
 * sorted by UTF-16 code units (as RFC 8785 sorts), one file a line, a line break at the end.
 */
function renderBuilderInputs(inputs) {
    const { files, ...rest } = builder_key_normaliseInputs(inputs);
    const head = JSON.stringify(rest).slice(0, -1);
    return `${head},"files":[${files.map((entry) => `\n${JSON.stringify(entry)}`).join(',')}]}\n`;
}
/** The same inputs in the one order that they are written in, without what must not count and without members that are not theirs. */
function builder_key_normaliseInputs(inputs) {
    const { path, digest } = inputs.containerfile;
    const files = inputs.files.map(({ path, kind, executable, content }) => ({ path, kind, executable, content })).sort((a, b) => compare(a.path, b.path));
    const twice = files.find((entry, index) => entry.path === files[index - 1]?.path);
    if (twice !== undefined)
        throw new Defect(`the inputs of a builder key hold ${twice.path} twice`);
    return {
        format: inputs.format,
        containerfile: { path, digest },
        platforms: [...new Set(inputs.platforms)].sort(compare),
        arguments: sortRecord(Object.entries(inputs.arguments).filter(([name]) => !proxy.test(name))),
        bases: sortRecord(Object.entries(inputs.bases)),
        files,
    };
}
function sortRecord(entries) {
    return Object.fromEntries([...entries].sort(([a], [b]) => compare(a, b)));
}
/** Never localeCompare: it asks the machine. */
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

;// CONCATENATED MODULE: ./packages/chain/build/builder-inputs.js


/** A document that does not fit; caught in the same file, so that a deep member can say so. */
class Misfit extends (/* unused pure expression or super */ null && (Error)) {
}
/**
 * Reads an inputs document that came with an image. It comes from a registry, so nothing about it is believed.
 * Problems: E_CHAIN_INPUTS where it is none, E_CHAIN_INPUTS_FORMAT where another version of Slipway wrote it in a way that this one cannot read.
 */
function parseBuilderInputs(text) {
    let format;
    try {
        const document = objectOf(JSON.parse(text), 'the document');
        format = document.format;
        return ok(normaliseInputs(readInputs(document)));
    }
    catch (error) {
        if (!(error instanceof Misfit || error instanceof SyntaxError))
            throw error;
        const cure = 'Build the image anew; its explanation begins there';
        if (typeof format === 'string' && isFormat(format) && format !== builderKeyFormat)
            return { ok: false, error: { code: 'E_CHAIN_INPUTS_FORMAT', message: `the inputs are of the format ${format}, not ${builderKeyFormat}`, cure } };
        return { ok: false, error: { code: 'E_CHAIN_INPUTS', message: `the inputs of the image cannot be read: ${error.message}`, cure } };
    }
}
function readInputs(document) {
    const containerfile = objectOf(document.containerfile, 'containerfile');
    const files = listOf(document.files, 'files').map(readEntry);
    if (new Set(files.map(({ path }) => path)).size !== files.length)
        throw new Misfit('files names a path twice');
    const format = textOf(document.format, 'format');
    if (!isFormat(format))
        throw new Misfit('format is no format of a builder key');
    return {
        format,
        containerfile: { path: textOf(containerfile.path, 'containerfile.path'), digest: digestOf(containerfile.digest, 'containerfile.digest') },
        files,
        arguments: readRecord(document.arguments, 'arguments', textOf),
        bases: readRecord(document.bases, 'bases', digestOf),
        platforms: listOf(document.platforms, 'platforms').map(builder_inputs_readPlatform),
    };
}
function isFormat(text) {
    return /^slipway-builder-key\/[1-9][0-9]{0,5}$/.test(text);
}
function readEntry(value, index) {
    const name = `files[${index}]`;
    const entry = objectOf(value, name);
    const path = textOf(entry.path, `${name}.path`);
    const { kind, executable } = entry;
    if (kind !== 'file' && kind !== 'link' && kind !== 'directory')
        throw new Misfit(`${name}.kind is neither file nor link nor directory`);
    if (typeof executable !== 'boolean')
        throw new Misfit(`${name}.executable is neither true nor false`);
    return { path, kind, executable, content: (kind === 'file' ? digestOf : textOf)(entry.content, `${name}.content`) };
}
function builder_inputs_readPlatform(value, index) {
    const platform = parsePlatform(textOf(value, `platforms[${index}]`));
    if (!platform.ok)
        throw new Misfit(platform.error.message);
    return platform.value;
}
function readRecord(value, name, read) {
    return Object.fromEntries(Object.entries(objectOf(value, name)).map(([key, each]) => [key, read(each, `${name}.${key}`)]));
}
function objectOf(value, name) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new Misfit(`${name} is no object`);
    return value;
}
function listOf(value, name) {
    if (!Array.isArray(value))
        throw new Misfit(`${name} is no list`);
    return value;
}
function textOf(value, name) {
    if (typeof value !== 'string')
        throw new Misfit(`${name} is no text`);
    return value;
}
function digestOf(value, name) {
    const text = textOf(value, name);
    if (!isDigest(text))
        throw new Misfit(`${name} is no digest`);
    return text;
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/context-reads.js





/** The reads of all stages, and warnings about downloads that nothing pins. */
function context_reads_findContextReads(stages, escapeMark, faults, warnings) {
    return stages.flatMap(({ steps }) => steps.flatMap((step) => readStep(step, escapeMark, faults, warnings)));
}
function readStep(step, escapeMark, faults, warnings) {
    const { instruction } = step;
    if (instruction.keyword === 'RUN')
        return readBinds(step, escapeMark, faults);
    const copies = instruction.keyword === 'ADD' || (instruction.keyword === 'COPY' && flagsNamed(instruction, 'from').every(({ text }) => text === ''));
    if (!copies)
        return [];
    const files = instruction.words.slice(0, -1).filter(({ text }) => !isHeredoc(text));
    const expanded = files.map((piece) => ({ text: context_reads_expandIn(step, piece, escapeMark, faults), at: startOf(piece) }));
    const sources = expanded.filter(({ text, at }) => !isRemote(text, instruction, at, faults, warnings));
    if (sources.length === 0)
        return [];
    const reading = isSwitchedOn(instruction, 'parents') ? 'parents' : 'copy';
    const excludes = flagsNamed(instruction, 'exclude').map(({ text }) => text);
    const more = sources.length < instruction.words.length - 1 || (instruction.keyword === 'ADD' && sources.some(({ text }) => text.startsWith(unknown)));
    return [{ keyword: instruction.keyword, at: instruction.at, reading, sources, excludes, more }];
}
/** A mount without `from` binds the context itself, all of it where no source is written. */
function readBinds(step, escapeMark, faults) {
    const { keyword } = step.instruction;
    return readMounts(step.instruction, faults).flatMap(({ type, from, source, at }) => {
        const kind = type === undefined ? 'bind' : context_reads_expandIn(step, type, escapeMark, faults).toLowerCase();
        if ((kind !== 'bind' && !kind.includes(unknown)) || (from !== undefined && from.text !== ''))
            return [];
        const text = source === undefined ? '' : context_reads_expandIn(step, source, escapeMark, faults);
        return [{ keyword: `${keyword} --mount`, at, reading: 'mount', sources: [{ text, at }], excludes: [], more: false }];
    });
}
function context_reads_expandIn({ lookup }, piece, escapeMark, faults) {
    const result = expandWord(piece.text, lookup, { escapeMark });
    if (result.ok)
        return result.value;
    const cure = 'Write it as the Dockerfile reference shows under "Environment replacement"';
    faults.push({ code: 'E_CHAIN_SUBSTITUTION', message: `"${piece.text}" cannot be expanded: ${result.error}`, cure, at: startOf(piece) });
    return unknown;
}
/** Addresses of files and of repositories of git (BuildKit v0.34.2, dfgitutil.ParseGitRef). */
function isRemote(text, instruction, at, faults, warnings) {
    const git = /^(?:ssh|git):\/\//i.test(text) || /^[\w-]+@[\w.-]+:/.test(text);
    if (!git && !/^https?:\/\//.test(text))
        return false;
    if (instruction.keyword === 'COPY') {
        faults.push({ code: 'E_CHAIN_COPY_URL', message: `COPY cannot copy from ${text}`, cure: 'Write ADD, with --checksum', at });
        return true;
    }
    const pinned = flagsNamed(instruction, 'checksum').length > 0 || /#[0-9a-f]{40}(?:[0-9a-f]{24})?(?::|$)/.test(text) || /[?&](?:checksum|commit)=/.test(text);
    if (!pinned) {
        const message = `what is behind ${text.replaceAll(unknown, '…')} may change, and the key would not`;
        const cure = git || /\.git(?:[#?]|$)/.test(text) ? 'Name a full commit behind "#"' : 'Write --checksum=sha256:…';
        warnings.push({ code: 'E_CHAIN_ADD_UNPINNED', message, cure, at });
    }
    return true;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./packages/chain/build/containerfile/path-match.js


/** A source as engines clean it: within the context, without slashes at its ends; empty for the context itself. */
function path_match_cleanSource(text) {
    // What a ".." takes away cannot be told where a part is unknown.
    if (text.includes(unknown) && text.split('/').includes('..'))
        return unknown;
    return posix.normalize(`/${text}`).replace(/^\/+|\/+$/g, '');
}
/** A test of one name by one segment of a pattern of Go's filepath.Match; undefined where Go calls the pattern malformed. */
function path_match_compileSegment(segment) {
    const source = sourceOf(segment);
    if (source === undefined)
        return undefined;
    try {
        const expression = new RegExp(`^${source}$`, 'u');
        return (name) => expression.test(name);
    }
    catch {
        // A range that runs backwards matches nothing in Go.
        return () => false;
    }
}
function sourceOf(segment) {
    const parts = [];
    const term = /\*|\?|\[(?:(\^)|(?!\^))((?:(?:\\[\s\S]|[^\\\]-])(?:-(?:\\[\s\S]|[^\\\]-]))?)+)\]|\\([\s\S])|([^\\[])/uy;
    while (term.lastIndex < segment.length) {
        const match = term.exec(segment);
        if (match === null)
            return undefined;
        const [found, negated = '', members, escaped, plain] = match;
        if (found === '*' || found === '?')
            parts.push(found === '*' ? '[^/]*' : '[^/]');
        else if (members === undefined)
            parts.push(codeOf(escaped ?? plain ?? ''));
        else
            parts.push(`[${negated}${members.replace(/\\([\s\S])|-|[\s\S]/gu, (each, one) => (each === '-' ? '-' : codeOf(one ?? each)))}]`);
    }
    return parts.join('');
}
function codeOf(character) {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
function path_match_hasWildcard(text) {
    return /^(?:[^\\*?[]|\\[\s\S]?)*[*?[]/u.test(text);
}
/**
 * A test of whole paths for a cleaned source of which a part is unknown: there any text may stand, with slashes too. Wider than any value,
 * but for one that climbs out of the folder that is written before it.
 */
function path_match_compileOpenPath(source) {
    const once = source.replace(new RegExp(`${unknown}(?:/?${unknown})+`, 'g'), unknown);
    const segments = once.split('/').map((segment) => segment
        .split(unknown)
        .map((part) => sourceOf(part) ?? '[^]*')
        .join('[^]*'));
    // Next to a slash the unknown text may be empty, or bring a slash of its own.
    const whole = `/${segments.join('/')}`.replaceAll('/[^]*/', '/(?:[^]*/)?').replace(/\/\[\^\]\*$/, '(?:/[^]*)?');
    const expression = new RegExp(`^${whole}$`, 'u');
    return (path) => expression.test(`/${path}`) || expression.test(`/${path}/`);
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/context-tree.js


const mostLinks = 40;
function context_tree_createContextTree(listing, ignore) {
    const nodes = indexNodes(listing);
    const children = (path) => nodes.get(path)?.children ?? [];
    const isFolder = (path) => nodes.get(path)?.kind === 'directory';
    // A folder that is excluded is there for the sake of what an exception takes in again below it.
    const isSeen = (path) => path === '' || !ignore.excluded(path) || (isFolder(path) && children(path).some(isSeen));
    const follow = createFollower(nodes, isSeen);
    const globFrom = (way, tests) => {
        const [first, ...rest] = tests;
        if (first === undefined)
            return [way];
        const matches = children(way.path).filter((child) => first(posix.basename(child)) && isSeen(child));
        return matches.flatMap((child) => {
            const next = follow(way.path, [posix.basename(child)], way.links);
            if ('failed' in next)
                return rest.length === 0 ? [next] : [];
            return rest.length === 0 || isFolder(next.path) ? globFrom(next, rest) : [];
        });
    };
    const below = (path) => [...(path !== '' && !ignore.excluded(path) ? [path] : []), ...children(path).flatMap(below)];
    const namesFrom = (name, way, above) => children(way.path)
        .filter(isSeen)
        .flatMap((child) => {
        const own = posix.join(name, posix.basename(child));
        const next = follow(way.path, [posix.basename(child)], way.links);
        const ends = 'failed' in next || !isFolder(next.path) || above.includes(next.path);
        return [{ name: own, way: next }, ...(ends ? [] : namesFrom(own, next, [...above, next.path]))];
    });
    return {
        follow: (path) => follow('', path.split('/'), []),
        glob: (pattern) => {
            const tests = pattern.split('/').map(compileSegment);
            return tests.every((test) => test !== undefined) ? globFrom({ path: '', links: [] }, tests) : undefined;
        },
        below,
        names: () => namesFrom('', { path: '', links: [] }, ['']),
    };
}
function createFollower(nodes, isSeen) {
    const follow = (from, segments, links) => {
        let at = from;
        for (const [index, segment] of segments.entries()) {
            if (segment === '' || segment === '.')
                continue;
            if (segment === '..') {
                if (at === '')
                    return { failed: 'outside', at: links.at(-1) ?? at };
                at = parentOf(at);
                continue;
            }
            const next = at === '' ? segment : `${at}/${segment}`;
            const node = nodes.get(next);
            if (node === undefined)
                return { failed: 'missing', at: next, link: links.at(-1) };
            if (!isSeen(next))
                return { failed: 'ignored', at: next, link: links.at(-1) };
            if (node.kind === 'link') {
                if (links.length === mostLinks)
                    return { failed: 'loop', at: next };
                const target = node.target ?? '';
                return follow(target.startsWith('/') ? '' : at, [...target.split('/'), ...segments.slice(index + 1)], [...links, next]);
            }
            at = next;
        }
        return { path: at, links };
    };
    return follow;
}
function parentOf(path) {
    const slash = path.lastIndexOf('/');
    return slash === -1 ? '' : path.slice(0, slash);
}
/** Folders that are not listed themselves are there because of what is in them. */
function indexNodes(listing) {
    const nodes = new Map([['', { kind: 'directory', children: [] }]]);
    const folderAt = (path) => {
        const known = nodes.get(path);
        if (known !== undefined)
            return known;
        const folder = { kind: 'directory', children: [] };
        nodes.set(path, folder);
        folderAt(parentOf(path)).children.push(path);
        return folder;
    };
    for (const { path, kind, target } of listing) {
        if (kind === 'directory')
            folderAt(path);
        else {
            nodes.set(path, { kind, target, children: [] });
            folderAt(parentOf(path)).children.push(path);
        }
    }
    return nodes;
}

;// CONCATENATED MODULE: ./packages/chain/build/ignore-pattern.js

/** The terms of Go's filepath.Match: `**` (moby's own), `*`, `?`, a class, a character behind a backslash, any other character. */
const term = /\*\*\/?|[*?]|\[(?:\^|(?!\^))(?:(?:\\.|[^\\\]-])(?:-(?:\\.|[^\\\]-]))?)+\]|\\.|[^\\[]/suy;
/**
 * Makes a test of a cleaned pattern as Pattern.compile of github.com/moby/patternmatcher v0.6.1 does: of a plain path, a prefix, a suffix, or
 * an expression. What moby hands on to Go's regexp, where it means something that nobody wrote (`\d`, `[*]`, `^`), is refused.
 */
function ignore_pattern_compileIgnorePattern(pattern) {
    const [, plain] = /^([^*?[\]\\]*)$/.exec(pattern) ?? [];
    if (plain !== undefined)
        return ok((path) => path === plain);
    // "**" at one end alone: moby compares texts, so that "**x" matches "ax" as well.
    const [, suffix] = /^\*\*([^*?[\]\\]*)$/.exec(pattern) ?? [];
    if (suffix !== undefined)
        return ok((path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1)));
    const [, prefix] = /^([^*?[\]\\]+)\*\*$/.exec(pattern) ?? [];
    if (prefix !== undefined)
        return ok((path) => path.startsWith(prefix));
    return compileExpression(pattern);
}
function compileExpression(pattern) {
    const parts = [];
    for (let at = 0; at < pattern.length; at = term.lastIndex) {
        term.lastIndex = at;
        const found = term.exec(pattern)?.[0];
        if (found === undefined)
            return err(faultAt(pattern.slice(at)));
        const part = translate(found, term.lastIndex === pattern.length);
        if (part === undefined)
            return err({ message: `holds ${found}, which engines read in ways of their own`, cure: 'Write the names out, or use * and ?' });
        parts.push(part);
    }
    try {
        const expression = new RegExp(`^${parts.join('')}$`, 'u');
        return ok((path) => expression.test(path));
    }
    catch {
        return err({ message: 'holds a range that runs backwards', cure: 'Begin the range with its lower character' });
    }
}
function faultAt(rest) {
    if (rest === '\\')
        return { message: 'ends with a backslash', cure: 'Remove it, or write the character that it should escape' };
    return { message: `has brackets that cannot be read, from ${rest} on`, cure: 'Write [abc], [a-c] or [^a], with a backslash before "]", "-" and "["' };
}
/** The term as a part of a regular expression; undefined where moby's translation is none. */
function translate(found, last) {
    if (found.startsWith('**'))
        return last ? '[^\\n]*' : '(?:[^\\n]*/)?';
    if (found === '*')
        return '[^/]*';
    if (found === '?')
        return '[^/]';
    if (!/^[\\[]/.test(found))
        return found === '^' ? undefined : literal(found);
    if (!found.startsWith('['))
        return literal(found);
    const negated = found.startsWith('[^');
    const members = found.slice(negated ? 2 : 1, -1).match(/\\.|./gsu) ?? [];
    const parts = members.map((member) => (member === '-' ? '-' : /^[*?[]$/.test(member) ? undefined : literal(member)));
    return parts.includes(undefined) ? undefined : `[${negated ? '^' : ''}${parts.join('')}]`;
}
/** One character, with or without a backslash. Go's regexp knows a backslash before punctuation only as an escape. */
function literal(character) {
    if (/^\\[^!-/:-@[-`{-~ ]/.test(character))
        return undefined;
    return `\\u{${(character.replace(/^\\(?=.)/su, '').codePointAt(0) ?? 0).toString(16)}}`;
}

;// CONCATENATED MODULE: ./packages/chain/build/ignore.js



/** A context without an ignore file. */
const noIgnore = { file: '', excluded: () => false };
/**
 * Where an ignore file may lie, the one that counts first; relative to the context, as the Containerfile's path is. BuildKit knows only the
 * names with "docker" (frontend/dockerui). buildah and podman know all four, and take them in this order (buildah, pkg/parse, ContainerIgnoreFile).
 */
function ignoreFiles(containerfile) {
    return [`${containerfile}.dockerignore`, `${containerfile}.containerignore`, '.containerignore', '.dockerignore'];
}
/** Go's strings.TrimSpace; JavaScript's trim has other blanks. */
const ignore_blanks = /^\p{White_Space}+|\p{White_Space}+$/gu;
/**
 * Reads a .dockerignore or .containerignore as BuildKit does: github.com/moby/patternmatcher v0.6.1 (ignorefile.ReadAll, New,
 * MatchesUsingParentResults), which BuildKit asks while it walks through the context.
 * @returns the rules, or E_CHAIN_IGNORE for every pattern that cannot be read, with its line and column
 */
function ignore_parseIgnore(text, file) {
    const patterns = [];
    const found = [];
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    for (const [index, line] of lines.entries()) {
        // A "#" is a comment only where the line begins with it: " #x" names a file.
        const written = line.replace(ignore_blanks, '');
        if (line.startsWith('#') || written === '')
            continue;
        const pattern = parsePattern(written);
        if (pattern.ok)
            patterns.push(pattern.value);
        else {
            const at = { file, line: index + 1, column: line.indexOf(written) + 1 };
            found.push({ code: 'E_CHAIN_IGNORE', message: `the pattern ${written} ${pattern.error.message}`, cure: pattern.error.cure, at });
        }
    }
    return found.length === 0 ? ok({ file, excluded: createFilter(patterns) }) : { ok: false, error: found };
}
function parsePattern(written) {
    const mark = written.startsWith('!') ? '!' : '';
    const path = clean(written.slice(mark.length).replace(ignore_blanks, ''));
    // Trimmed and cleaned once more, mark and all, because moby's two functions do so one after the other: "a /" is "a".
    const cleaned = clean(`${mark}${path.length > 1 ? path.replace(/^\//, '') : path}`.replace(ignore_blanks, ''));
    const exception = cleaned.startsWith('!');
    const rest = cleaned.slice(exception ? 1 : 0);
    if (rest === '')
        return { ok: false, error: { message: 'excepts nothing', cure: 'Write what it excepts behind the "!"' } };
    const matches = compileIgnorePattern(rest);
    return matches.ok ? ok({ exception, matches: matches.value }) : matches;
}
/** Go's path.Clean. */
function clean(path) {
    return path === '' ? '' : posix.normalize(path).replace(/(?<=.)\/$/, '');
}
/** What matched a folder counts as matching all that is in it; so folders are looked at once, and remembered. */
function createFilter(patterns) {
    if (patterns.length === 0)
        return noIgnore.excluded;
    const folders = new Map();
    const parentOf = (path) => {
        const folder = posix.dirname(path);
        if (folder === '.')
            return undefined;
        const known = folders.get(folder) ?? look(patterns, folder, parentOf(folder));
        folders.set(folder, known);
        return known;
    };
    return (path) => look(patterns, path, parentOf(path)).excluded;
}
function look(patterns, path, parent) {
    let excluded = false;
    const matched = patterns.map(({ exception, matches }, index) => {
        const match = parent?.matched[index] === true || (exception === excluded && matches(path));
        if (match)
            excluded = !exception;
        return match;
    });
    return { excluded, matched };
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/plan-reads.js



/** The entries that a read leads to, folders among them; what it cannot find becomes faults. */
function plan_reads_planRead(read, tree, ignoreFile, faults) {
    const found = read.sources.map((source) => findSource(read, source, tree, ignoreFile, faults));
    const nothing = found.every((each) => each?.size === 0);
    if (nothing && !read.more && read.reading !== 'mount')
        faults.push(emptyFault(read, ignoreFile));
    return new Set(found.flatMap((each) => [...(each ?? [])]));
}
/** Sorted, and without the folders that are there anyway because of what is in them. */
function plan_reads_dropParents(paths) {
    const above = new Set();
    for (const path of paths) {
        for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1))
            above.add(path.slice(0, slash));
    }
    return [...paths].filter((path) => !above.has(path)).sort();
}
function emptyFault({ keyword, at, sources }, ignoreFile) {
    const names = sources.map(({ text }) => text.replaceAll(unknown, '…') || '.').join(' ');
    const cure = `Add the files to the context${ignoreFile === '' ? '' : `, look into ${ignoreFile}`}, or correct the names`;
    return { code: 'E_CHAIN_COPY_NOTHING', message: `${keyword} ${names} finds nothing to copy`, cure, at };
}
function findSource(read, source, tree, ignoreFile, faults) {
    const say = (code, message, cure) => {
        faults.push({ code, message: `${read.keyword} ${source.text || '.'}: ${message}`, cure, at: source.at });
        return undefined;
    };
    const taken = (ways) => {
        const failed = ways.find((way) => 'failed' in way);
        if (failed !== undefined)
            return say(...explain(failed, ignoreFile));
        return new Set(ways.flatMap((way) => ('failed' in way ? [] : [...way.links, ...take(read, way.path, tree)])));
    };
    const cleaned = cleanSource(source.text);
    if (cleaned.includes(unknown)) {
        const matches = compileOpenPath(cleaned);
        const ways = tree.names().flatMap(({ name, way }) => (matches(name) && !('failed' in way) ? [way] : []));
        return taken(cleaned === unknown ? [...ways, tree.follow('')] : ways);
    }
    if (read.reading === 'parents')
        return findParents(read, source, tree, say, taken);
    if (read.reading === 'mount' || !/[*?[\\]/.test(cleaned))
        return taken([tree.follow(cleaned)]);
    const ways = tree.glob(cleaned);
    if (ways === undefined)
        return say('E_CHAIN_PATTERN', 'the pattern cannot be read', 'Close every "[", or write \\\\[ for the character itself');
    return ways.length === 0 && !hasWildcard(cleaned) ? taken([tree.follow(cleaned)]) : taken(ways);
}
/** An entry and what is below it, less what --exclude names relative to it. */
function take(read, path, tree) {
    const all = tree.below(path);
    if (read.excludes.length === 0)
        return all;
    const excluded = compilePatterns(read.excludes);
    return all.filter((each) => each === path || !excluded(relativeTo(path, each)));
}
/** Patterns in the language of ignore files (fsutil matches include and exclude patterns with the same library). */
function compilePatterns(patterns) {
    const rules = parseIgnore(patterns.map((pattern) => (pattern.startsWith('#') ? `./${pattern}` : pattern)).join('\n'), '');
    // A pattern that cannot be read narrows nothing.
    return rules.ok ? rules.value.excluded : () => false;
}
function relativeTo(folder, path) {
    return folder === '' ? path : path.slice(folder.length + 1);
}
/** COPY --parents: the part before "/./" is a source of its own, and the rest a pattern for what is below it. */
function findParents(read, { text }, tree, say, taken) {
    const pivot = text.indexOf('/./');
    const parent = cleanSource(pivot === -1 ? '' : text.slice(0, pivot));
    const pattern = cleanSource(pivot === -1 ? text : text.slice(pivot + 3));
    const ways = hasWildcard(parent) ? tree.glob(parent) : [tree.follow(parent)];
    if (ways === undefined)
        return say('E_CHAIN_PATTERN', 'the pattern cannot be read', 'Close every "["');
    if (pattern === '')
        return taken(ways);
    const included = compilePatterns([pattern]);
    const excluded = compilePatterns(read.excludes);
    const roots = taken(ways.map((way) => ('failed' in way ? way : { path: way.path, links: way.links })));
    if (roots === undefined)
        return undefined;
    const found = ways.flatMap((way) => {
        if ('failed' in way)
            return [];
        const matches = tree.below(way.path).filter((each) => each !== way.path && included(relativeTo(way.path, each)));
        return matches.length === 0 ? [] : [...way.links, ...matches.filter((each) => !excluded(relativeTo(way.path, each)))];
    });
    if (found.length > 0 || hasWildcard(text))
        return new Set(found);
    return say('E_CHAIN_COPY_MISSING', 'there is no such file in the context', 'Correct the path: --parents goes through no links');
}
function explain({ failed, at, link }, ignoreFile) {
    const named = link === undefined ? at : `${at}, which the link ${link} names,`;
    if (failed === 'loop')
        return ['E_CHAIN_LINK', `the link ${at} leads round in a circle`, 'Point the link at a file'];
    if (failed === 'outside')
        return ['E_CHAIN_LINK', `the link ${at} leads out of the context`, 'Copy the file into the context in place of the link'];
    if (failed === 'ignored')
        return ['E_CHAIN_COPY_IGNORED', `${named} is excluded by ${ignoreFile}`, `Except it there with a line !${at}, or copy something else`];
    if (link === undefined)
        return ['E_CHAIN_COPY_MISSING', `${at} is not in the context`, 'Add it to the context, or correct the path'];
    return ['E_CHAIN_LINK', `${named} is not in the context`, 'Copy the file into the context in place of the link'];
}

;// CONCATENATED MODULE: ./packages/chain/build/closure.js





/**
 * Everything of the context that COPY, ADD and RUN --mount can reach, through the ignore file: in all stages, for any of the platforms, by
 * the rules of BuildKit and by those of buildah. Where a variable is known to the build alone, whatever its value could name; never less.
 * @param values the build arguments
 * @param listing the context, in any order
 * @returns the closure, or every instruction that would read nothing, with its line
 */
function planClosure(file, values, platforms, ignore, listing) {
    const warnings = warnOfSyntax(file);
    const tree = createContextTree(listing, ignore);
    const plan = rememberReads((read, found) => planRead(read, tree, ignore.file, found));
    const paths = new Set();
    const found = platforms.map((target) => {
        const [docker = [], podman = []] = dialects.map((dialect) => {
            const faults = [];
            const stages = evaluate(file, { values, target, dialect }, faults);
            const reads = findContextReads(stages, file.escapeMark, faults, warnings);
            for (const path of reads.flatMap((read) => [...plan(read, faults)]))
                paths.add(path);
            return faults;
        });
        // What goes wrong by the rules of one engine alone is no reason to refuse what the other one builds.
        return docker.filter(({ at }) => podman.some((fault) => fault.at === at));
    });
    const faults = found.flat();
    if (faults.length > 0)
        return { ok: false, error: problemsOf(file, faults) };
    return { ok: true, value: { paths: dropParents(paths), warnings: problemsOf(file, warnings) } };
}
const dialects = (/* unused pure expression or super */ null && (['buildkit', 'buildah']));
/** The same read returns for each platform and dialect; it is planned once. */
function rememberReads(plan) {
    const known = new Map();
    return (read, faults) => {
        const key = JSON.stringify(read);
        const own = [];
        const planned = known.get(key) ?? { paths: plan(read, own), faults: own };
        known.set(key, planned);
        faults.push(...planned.faults);
        return planned.paths;
    };
}
/** BuildKit runs this image to read the file; buildah ignores it. */
function warnOfSyntax({ syntax, text }) {
    if (syntax === undefined || syntax.image.includes('@'))
        return [];
    const at = text.indexOf(syntax.image);
    const message = `# syntax=${syntax.image} names an image that may change, and the key would not`;
    return [{ code: 'E_CHAIN_SYNTAX_UNPINNED', message, cure: 'Write it with @sha256:…, or leave it to the engine', at }];
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/arg-defaults.js



/** Every `ARG` of a Containerfile, global and in stages, in the file's order (Dockerfile reference, "ARG"). */
function readContainerfileArgs(text) {
    return findArgs(text).map(({ name, default: fallback, line, column }) => ({ name, default: fallback, line, column }));
}
function findArgs(text) {
    const { instructions, escapeMark } = readInstructions(text, []);
    const known = new Map();
    const lookup = (name) => known.get(name);
    return instructions
        .filter(({ keyword }) => keyword === 'ARG')
        .flatMap(({ words }) => words)
        .map((word) => {
        const equals = word.text.indexOf('=');
        const name = equals === -1 ? word.text : word.text.slice(0, equals);
        const value = pieces_slicePiece(word, equals === -1 ? word.text.length : equals + 1);
        const expanded = shell_lexer_expandWord(value.text, lookup, { escapeMark });
        const fallback = equals === -1 ? undefined : expanded.ok ? expanded.value : value.text;
        if (fallback !== undefined)
            known.set(name, fallback);
        return { name, default: fallback, ...containerfile_placeOf(text, pieces_startOf(word)), value, escapeMark };
    });
}
/**
 * The `ARG` defaults that name a key of versions.env and say something else. A build without build arguments, on a laptop, would use them:
 * the image would be another one than versions.env promises.
 */
function disagreements(args, entries, files) {
    return args.flatMap((arg) => {
        const entry = entryFor(arg, entries);
        if (entry === undefined)
            return [];
        return [
            {
                code: 'E_CHAIN_ARG_DISAGREES',
                message: `ARG ${arg.name} has the default ${arg.default}, but ${files.versions}:${entry.line} says ${entry.value}`,
                cure: `Write ARG ${arg.name}=${entry.value}, or leave the default away`,
                at: { file: files.containerfile, line: arg.line, column: arg.column },
            },
        ];
    });
}
function entryFor(arg, entries) {
    const entry = entries.find(({ key }) => key === arg.name);
    return arg.default === undefined || arg.default === entry?.value ? undefined : entry;
}
/** The entries of versions.env that a Containerfile declares as `ARG`: they become build arguments. */
function buildArguments(args, entries) {
    const names = new Set(args.map((arg) => arg.name));
    return Object.fromEntries(entries.filter(({ key }) => names.has(key)).map(({ key, value }) => [key, value]));
}
/**
 * Writes the values of versions.env into the `ARG` defaults that say something else. Every other byte stays: comments, line ends, the kind
 * of quotes. A Containerfile that cannot be read keeps what cannot be read.
 */
function fixArgDefaults(text, entries) {
    const changed = [];
    let fixed = '';
    let done = 0;
    for (const arg of findArgs(text)) {
        const entry = entryFor(arg, entries);
        if (entry === undefined)
            continue;
        fixed += text.slice(done, pieces_startOf(arg.value)) + quoteLike(arg.value.text, entry.value, arg.escapeMark);
        done = arg.value.end;
        changed.push({ name: arg.name, from: arg.default ?? '', to: entry.value, line: arg.line });
    }
    return { text: fixed + text.slice(done), changed };
}
/** The value in the quotes that the old one had, or in those that it needs. */
function quoteLike(old, value, escapeMark) {
    const single = /^'[^']*'$/.test(old);
    if (single && !value.includes("'"))
        return `'${value}'`;
    const bare = !single && !/^"[\s\S]*"$/.test(old);
    if (bare && /^[\w.,:/@%+=~^-]+$/.test(value))
        return value;
    return `"${value.replace(/["$\\`]/g, (character) => (character === '"' || character === '$' || character === escapeMark ? escapeMark + character : character))}"`;
}

;// CONCATENATED MODULE: ./packages/chain/build/explain.js

/**
 * What changed between the inputs of two keys: empty exactly where the keys are equal. What weighs most comes first: format, Containerfile,
 * platforms, arguments, base images; then the files by path.
 */
function explainKey(previous, now) {
    const [a, b] = [normaliseInputs(previous), normaliseInputs(now)];
    const platforms = (inputs) => inputs.platforms.map((platform) => [platform, platform]);
    return [
        ...differ('format', 'format', 'value', a.format, b.format),
        ...differ('containerfile', b.containerfile.path, 'path', a.containerfile.path, b.containerfile.path),
        ...differ('containerfile', b.containerfile.path, 'content', a.containerfile.digest, b.containerfile.digest),
        ...compareTables('platform', platforms(a), platforms(b)),
        ...compareTables('argument', Object.entries(a.arguments), Object.entries(b.arguments)),
        ...compareTables('base image', Object.entries(a.bases), Object.entries(b.bases)),
        ...compareFiles(a.files, b.files),
    ];
}
/** One change as a line for people, digests cut short: `argument LIBKRUN_VERSION: v1.18.0 → v1.19.0`. */
function renderChange({ what, name, how, from, to }) {
    const subject = what === 'format' ? what : `${what} ${name}`;
    if (from === undefined)
        return `${subject}: added${to === undefined || to === name ? '' : `, ${shorten(to)}`}`;
    if (to === undefined)
        return `${subject}: removed${from === name ? '' : `, was ${shorten(from)}`}`;
    return `${subject}: ${how === 'value' ? '' : `${how} `}${shorten(from)} → ${shorten(to)}`;
}
function shorten(value) {
    return value.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…');
}
function differ(what, name, how, from, to) {
    return from === to ? [] : [{ what, name, how, from, to }];
}
function compareTables(what, before, after) {
    const [old, fresh] = [new Map(before), new Map(after)];
    const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
    return names.flatMap((name) => {
        const [from, to] = [old.get(name), fresh.get(name)];
        if (from === undefined)
            return to === undefined ? [] : [{ what, name, how: 'added', to }];
        return to === undefined ? [{ what, name, how: 'removed', from }] : differ(what, name, 'value', from, to);
    });
}
function compareFiles(before, after) {
    const old = new Map(before.map((entry) => [entry.path, entry]));
    const fresh = new Map(after.map((entry) => [entry.path, entry]));
    const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
    return names.flatMap((name) => {
        const [a, b] = [old.get(name), fresh.get(name)];
        if (a === undefined)
            return b === undefined ? [] : [{ what: 'file', name, how: 'added', to: describeEntry(b) }];
        return b === undefined ? [{ what: 'file', name, how: 'removed', from: describeEntry(a) }] : compareEntries(a, b);
    });
}
function compareEntries(a, b) {
    const name = a.path;
    if (a.kind !== b.kind)
        return [{ what: 'file', name, how: 'kind', from: describeEntry(a), to: describeEntry(b) }];
    return [...differ('file', name, a.kind === 'link' ? 'target' : 'content', a.content, b.content), ...differ('file', name, 'mode', modeOf(a), modeOf(b))];
}
function modeOf({ executable }) {
    return executable ? '0755' : '0644';
}
function describeEntry(entry) {
    if (entry.kind === 'file')
        return `a file, ${modeOf(entry)}, ${entry.content}`;
    return entry.kind === 'link' ? `a link to ${entry.content}` : 'an empty folder';
}

;// CONCATENATED MODULE: ./packages/chain/build/template.js

/** Fills `{NAME}` in a tag template such as `v{LIBKRUN_VERSION}`. A `v` is not doubled when the value brings its own. */
function renderTagTemplate(template, values) {
    const unknown = [];
    const filled = template.replace(/(v?)\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, prefix, name) => {
        // A record has members that nobody wrote, such as constructor.
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        if (value === undefined)
            unknown.push(name);
        return prefix === 'v' && value?.startsWith('v') === true ? value : `${prefix}${value ?? ''}`;
    });
    if (unknown.length > 0) {
        const known = Object.keys(values).join(', ');
        return {
            ok: false,
            error: {
                code: 'E_CHAIN_TEMPLATE',
                message: `the template "${template}" names ${unknown.join(', ')}, which is not in versions.env`,
                cure: `Use one of ${known}`,
            },
        };
    }
    const tag = parseTag(filled);
    return tag.ok ? ok(tag.value) : tag;
}

;// CONCATENATED MODULE: ./packages/chain/build/versions-line.js
/** Reads one line, without its line break. Every fault of the line is named, in the order in which they stand. */
function readLine(line) {
    const hidden = findHidden(line);
    const start = line.search(/[^ \t]/);
    const nothing = { key: '', value: '', column: start + 1 };
    if (start === -1 || line[start] === '#')
        return { ...nothing, faults: hidden };
    const match = /^([ \t]*)(export[ \t]+)?([^=]*)=(.*)$/s.exec(line);
    if (match === null) {
        const fault = wrong('E_CHAIN_NO_ASSIGNMENT', 'no KEY=VALUE', 'Write KEY=VALUE, or begin the line with #', start);
        return { ...nothing, faults: hidden.length > 0 ? hidden : [fault] };
    }
    const [, indent = '', exported = '', key = '', rest = ''] = match;
    const at = indent.length + exported.length;
    const named = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key);
    const { value, faults } = readValue(rest, at + key.length + 1);
    const all = [...hidden, ...(named || findHidden(key).length > 0 ? [] : [badName(key, at)]), ...faults].sort((a, b) => a.column - b.column);
    return { key: named ? key : '', value, column: at + 1, faults: all };
}
function wrong(code, message, cure, offset) {
    return { code, message, cure, column: offset + 1 };
}
/** Control characters, marks that turn the direction of text, and blanks that are none to a shell: nobody sees them, in a comment neither. */
function findHidden(line) {
    return [...line.matchAll(/(?![\t\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu)].map(({ 0: character, index }) => {
        const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
        return wrong('E_CHAIN_CONTROL', `the control or invisible character ${name}`, 'Remove it', index);
    });
}
function badName(key, at) {
    const message = key === '' ? 'a name is missing before "="' : `"${key}" is no name`;
    return wrong('E_CHAIN_NAME', message, 'Use letters, digits and "_", no blank around "=", and begin with a letter', at);
}
function readValue(rest, at) {
    const quote = rest[0];
    if (quote !== '"' && quote !== "'")
        return readBare(rest, at);
    const end = rest.indexOf(quote, 1);
    const value = rest.slice(1, end === -1 ? undefined : end);
    const faults = quote === '"' ? findExpansions(value, at + 1) : [];
    if (end === -1)
        return { value, faults: [wrong('E_CHAIN_QUOTE', `the quote ${quote} is not closed`, 'Close it on the same line', at), ...faults] };
    const after = rest.slice(end + 1);
    if (!/^([ \t]+(#.*)?)?$/s.test(after)) {
        const fault = wrong('E_CHAIN_AFTER_QUOTE', 'text after the closing quote', 'Quote the whole value', at + end + 1);
        return { value, faults: [...faults, fault] };
    }
    return { value, faults: value === '' ? [empty(at)] : faults };
}
function empty(at) {
    return wrong('E_CHAIN_EMPTY', 'the value is empty', 'Write a version, or remove the line', at);
}
/** What double quotes and bare text let a shell do. */
const expansions = /(\$\([^)]*\)?|`[^`]*`?)|(\$\{[^}]*\}?|\$[A-Za-z0-9_?!@*#$-]?)|(\\)/g;
function findExpansions(value, at) {
    return [...value.matchAll(expansions)].map(({ 1: command, 2: variable, index }) => {
        if (command !== undefined)
            return wrong('E_CHAIN_COMMAND', 'a command substitution', 'Write the version itself: this file is read, never run', at + index);
        if (variable === undefined)
            return wrong('E_CHAIN_ESCAPE', 'a backslash', 'Put the value in single quotes', at + index);
        return wrong('E_CHAIN_VARIABLE', 'a reference to a variable', 'Write the version itself, or put the value in single quotes', at + index);
    });
}
function readBare(rest, at) {
    const value = rest.replace(/(^|[ \t]+)#.*$/s, '').replace(/[ \t]+$/, '');
    if (value === '')
        return { value, faults: [empty(at)] };
    // What an expansion spans is the expansion's fault alone.
    const plain = value.replaceAll(expansions, (found) => '.'.repeat(found.length));
    const blank = plain.search(/[ \t]/);
    const message = blank === 0 ? 'a blank after "="' : 'a blank in a value without quotes';
    const cure = blank === 0 ? 'Write the value directly after "="' : 'Quote the value';
    const special = [...plain.matchAll(/[&|;<>()'"*?[\]{}~!]/g)].map(({ 0: character, index }) => wrong('E_CHAIN_SHELL', `"${character}" means something else to a shell`, 'Put the value in single quotes', at + index));
    return { value, faults: [...(blank === -1 ? [] : [wrong('E_CHAIN_BLANK', message, cure, at + blank)]), ...special, ...findExpansions(value, at)] };
}

;// CONCATENATED MODULE: ./packages/chain/build/versions-env.js


/**
 * Reads versions.env: `KEY=VALUE` lines, `#` comments, blank lines, optional `export`, single or double quotes, LF or CRLF, a BOM.
 * Nothing is ever expanded or run: `$(…)`, backquotes and `$NAME` are refused, so that a shell that sources the file reads the same values.
 * @param file the name that problems show
 * @returns the entries in the file's order, or every problem with its line and column
 */
function parseVersionsEnv(text, file = 'versions.env') {
    const { entries, problems } = readVersionsEnv(text, file);
    return problems.length === 0 ? ok(entries) : { ok: false, error: problems };
}
/** The same, for whoever has more to say of the entries that are right even when others are wrong. */
function readVersionsEnv(text, file = 'versions.env') {
    const entries = [];
    const problems = [];
    const seen = new Map();
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    for (const [index, raw] of lines.entries()) {
        const line = index + 1;
        const { key, value, column, faults } = readLine(raw.replace(/\r$/, ''));
        const earlier = seen.get(key);
        const again = { code: 'E_CHAIN_DUPLICATE_KEY', message: `${key} is there already, on line ${earlier}`, cure: 'Keep one of the two', column };
        const found = earlier === undefined ? faults : [again, ...faults];
        problems.push(...found.map(({ code, message, cure, column: at }) => ({ code, message, cure, at: { file, line, column: at } })));
        if (key !== '' && earlier === undefined)
            seen.set(key, line);
        if (key !== '' && found.length === 0)
            entries.push({ key, value, line, column });
    }
    if (entries.length === 0 && problems.length === 0) {
        problems.push({ code: 'E_CHAIN_NO_KEYS', message: 'holds no version', cure: 'Write lines such as LIBKRUN_VERSION=v1.18.0', at: { file } });
    }
    return { entries, problems };
}
/** The major version of a value such as `v1.18.0` or `5.4`; undefined where the value is no version. */
function majorOf(value) {
    return /^v?([0-9]+)(?:\.[0-9]+)*(?:[-+.].*)?$/.exec(value)?.[1];
}

;// CONCATENATED MODULE: ./packages/chain/build/index.js











// EXTERNAL MODULE: ./actions/versions-env/build/contract.js
var contract = __nccwpck_require__(620);
;// CONCATENATED MODULE: ./actions/versions-env/build/plan.js



/** Names that the runner, the shell or the loader obey: a version file must not be able to set them. */
const steering = /^(GITHUB_|RUNNER_|ACTIONS_|INPUT_|NODE_OPTIONS$|LD_|DYLD_|PATH$|BASH_ENV$|ENV$|HOME$|SHELL$|IFS$|PS4$|CI$)/i;
/** Everything that the version file says, or every problem with it, with the Containerfile beside it, and with the inputs. */
function plan(facts) {
    const { entries, problems } = readVersionsEnv(facts.versions.text, facts.versions.file);
    const containerfile = checkContainerfile(entries, facts);
    const environment = environmentOf(entries, facts.exported);
    const found = [...problems, ...containerfile.problems, ...clashes(entries, facts), ...steered(entries, environment, facts), ...checkInputs(facts)];
    if (found.length > 0)
        return { ok: false, error: found };
    const args = facts.containerfile === undefined ? undefined : readContainerfileArgs(facts.containerfile.text);
    return (0,build.ok)({
        entries,
        majors: Object.fromEntries(entries.flatMap(({ key, value }) => (majorOf(value) === undefined ? [] : [[key, majorOf(value) ?? '']]))),
        buildArguments: args === undefined ? valuesOf(entries) : buildArguments(args, entries),
        environment,
        fixed: containerfile.fixed,
    });
}
function valuesOf(entries) {
    return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}
function checkContainerfile(entries, { containerfile, versions, fix }) {
    if (containerfile === undefined)
        return { problems: [], fixed: undefined };
    const read = readContainerfile(containerfile.text, containerfile.file);
    const files = { containerfile: containerfile.file, versions: versions.file };
    const differences = (text) => disagreements(readContainerfileArgs(text), entries, files);
    const unread = read.ok ? [] : read.error;
    if (!fix)
        return { problems: [...unread, ...differences(containerfile.text)], fixed: undefined };
    let fixed = fixArgDefaults(containerfile.text, entries);
    const changed = [...fixed.changed];
    // A default may be made of another one: what follows from the first change is seen in the second round.
    for (let round = 0; fixed.changed.length > 0 && round < entries.length; round += 1) {
        fixed = fixArgDefaults(fixed.text, entries);
        changed.push(...fixed.changed);
    }
    return { problems: [...unread, ...differences(fixed.text)], fixed: changed.length === 0 ? undefined : { text: fixed.text, changed } };
}
/** The runner takes names of outputs for the same that differ in case only. */
function clashes(entries, { versions }) {
    return entries.flatMap(({ key, line, column }, index) => {
        const own = Object.keys(contract/* contract */.d.outputs).find((name) => name.toLowerCase() === key.toLowerCase());
        const twin = entries.slice(0, index).find((entry) => entry.key.toLowerCase() === key.toLowerCase());
        if (own === undefined && twin === undefined)
            return [];
        const other = own === undefined ? `${twin?.key} on line ${twin?.line}` : `the action's own output ${own}`;
        const message = `${key} would be the same output as ${other}, because GitHub does not tell upper from lower case there`;
        return [{ code: 'E_VERSIONS_OUTPUT', message, cure: 'Rename the key', at: { file: versions.file, line, column } }];
    });
}
function environmentOf(entries, { wanted, prefix = '' }) {
    return wanted ? Object.fromEntries(entries.map(({ key, value }) => [`${prefix}${key}`, value])) : {};
}
function steered(entries, environment, facts) {
    return Object.keys(environment).flatMap((name, index) => {
        if (!steering.test(name))
            return [];
        const place = { file: facts.versions.file, line: entries[index]?.line, column: entries[index]?.column };
        return [{ code: 'E_VERSIONS_STEERING', message: `${name} steers the runner and is not exported`, cure: 'Rename the key, or give a prefix', at: place }];
    });
}
function checkInputs({ fix, containerfile, exported }) {
    const say = (input, message, cure) => ({ code: 'E_VERSIONS_INPUT', message, cure, at: { input } });
    return [
        ...(fix && containerfile === undefined ? [say('fix', 'has nothing to fix', 'Name the Containerfile, or leave fix away')] : []),
        ...(exported.prefix !== undefined && !exported.wanted ? [say('prefix', 'has no meaning without export', 'Set export to true, or leave prefix away')] : []),
    ];
}

;// CONCATENATED MODULE: ./actions/versions-env/build/run.js



async function run_run(inputs, ports) {
    const { versions, containerfile } = await readSources(inputs, ports);
    const exported = { wanted: inputs.export, prefix: inputs.prefix };
    const planned = (0,build/* unwrap */.oA)(plan({ versions, containerfile, fix: inputs.fix, exported }));
    for (const { key, value } of planned.entries)
        ports.log.info(`${key}=${value}`);
    const rows = planned.entries.map(({ key, value }) => [renderCode(key), renderCode(value)]);
    ports.summary.add(`### ${inputs.file}\n\n${renderTable(['key', 'value'], rows)}`);
    if (containerfile !== undefined && planned.fixed !== undefined)
        await fix(containerfile, planned.fixed, ports);
    for (const [name, value] of Object.entries(planned.environment))
        ports.log.exportVariable(name, value);
    const values = valuesOf(planned.entries);
    return {
        ...values,
        versions: JSON.stringify(values),
        majors: JSON.stringify(planned.majors),
        'build-args': Object.entries(planned.buildArguments)
            .map(([name, value]) => `${name}=${value}`)
            .join('\n'),
        fixed: String(planned.fixed?.changed.length ?? 0),
    };
}
async function fix({ file, mode }, { text, changed }, ports) {
    await ports.files.write(file, text, mode);
    for (const { name, from, to, line } of changed)
        ports.log.info(`${file}:${line}: ARG ${name}: ${from} → ${to}`);
    const rows = changed.map(({ name, from, to, line }) => [String(line), renderCode(name), renderCode(from), renderCode(to)]);
    ports.summary.add(`### ${file} was rewritten\n\n${renderTable(['line', 'ARG', 'was', 'is'], rows)}\n\nCommit it, so that a build on a laptop agrees too.`);
}
async function readSources(inputs, { files }) {
    const versions = await read(inputs.file, 'file', false, files);
    const containerfile = inputs.containerfile === undefined ? (0,build.ok)(undefined) : await read(inputs.containerfile, 'containerfile', inputs.fix, files);
    if (versions.ok && containerfile.ok)
        return { versions: versions.value, containerfile: containerfile.value };
    throw new build/* Refusal */.P_([versions, containerfile].flatMap((each) => (each.ok ? [] : [each.error])));
}
async function read(file, input, rewritten, files) {
    const wrong = (message, cure) => (0,build/* err */._q)({ code: 'E_VERSIONS_FILE', message: `${file} ${message}`, cure, at: { input } });
    const info = await files.info(file);
    if (info === undefined)
        return wrong('is not there', 'Check the repository out before this step, and name a file of it');
    if (info.kind === 'directory' || info.kind === 'other')
        return wrong('is no file', 'Name a file');
    // Renaming a new file over a link would leave the file behind it as it was.
    if (info.kind === 'link' && rewritten)
        return wrong(`is a link to ${info.target}`, 'Name the file itself, because fix writes a new one');
    const bytes = await files.readBytes(file);
    const text = Buffer.from(bytes).toString('utf8');
    // Decoding replaces what is no UTF-8, and a file that is rewritten would lose it.
    if (Buffer.compare(Buffer.from(text), bytes) !== 0)
        return wrong('is no UTF-8 text', 'Save it as UTF-8');
    return (0,build.ok)({ file, text, mode: info.mode });
}


/***/ }),

/***/ 5129:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  QP: () => (/* reexport */ defineAction),
  hF: () => (/* reexport */ input),
  EZ: () => (/* reexport */ kinds_namespaceObject),
  lq: () => (/* reexport */ optional),
  TL: () => (/* reexport */ parseInputs)
});

// NAMESPACE OBJECT: ./packages/contract/build/kinds.js
var kinds_namespaceObject = {};
__nccwpck_require__.r(kinds_namespaceObject);
__nccwpck_require__.d(kinds_namespaceObject, {
  boolean: () => (kinds_boolean),
  commas: () => (commas),
  digest: () => (digest),
  duration: () => (duration),
  enumeration: () => (enumeration),
  integer: () => (integer),
  json: () => (json),
  lines: () => (lines),
  path: () => (path),
  platform: () => (platform),
  secret: () => (secret),
  string: () => (string),
  tag: () => (tag),
  text: () => (kinds_text)
});

;// CONCATENATED MODULE: ./packages/contract/build/contract.js
/** An input that must be given, or that has a default. */
function input(kind, of) {
    return { kind, presence: 'always', ...of };
}
/** An input that may be left out; its value is then undefined. */
function optional(kind, of) {
    return { kind, presence: 'maybe', ...of };
}
/** Declares an action. Everything else that says what its inputs are is generated from this. */
function defineAction(contract) {
    return contract;
}

// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(4956);
;// CONCATENATED MODULE: ./packages/contract/build/kinds.js

const bad = (message, cure) => (0,build/* err */._q)({ code: 'E_CONTRACT_VALUE', message, cure });
/** Any text on one line. */
function string(options = {}) {
    return {
        typeName: 'string',
        general: 'string',
        describe: options.describe ?? 'text on one line',
        parse: (text) => {
            if (/[\n\r\0]/.test(text))
                return bad('holds a line break', 'Write it on one line');
            if (options.pattern !== undefined && !options.pattern.test(text))
                return bad(`"${text}" does not fit`, `Write ${options.describe ?? `what matches ${options.pattern}`}`);
            return (0,build.ok)(text);
        },
    };
}
/** Text of several lines, kept as it is. */
function kinds_text() {
    return { typeName: 'text', general: 'string', describe: 'text of any length', parse: (value) => (0,build.ok)(value) };
}
/** `true` or `false` as YAML 1.2 core schema writes them; everything else is an error, never a silent false. */
function kinds_boolean() {
    return {
        typeName: 'boolean',
        general: 'boolean',
        describe: '`true` or `false`',
        parse: (value) => {
            if (/^(true|True|TRUE)$/.test(value))
                return (0,build.ok)(true);
            if (/^(false|False|FALSE)$/.test(value))
                return (0,build.ok)(false);
            return bad(`"${value}" is neither true nor false`, 'Write true or false');
        },
    };
}
function integer(range) {
    const describe = `a whole number from ${range.min} to ${range.max}`;
    return {
        typeName: 'integer',
        general: 'integer',
        describe,
        parse: (value) => {
            const number = /^-?[0-9]{1,15}$/.test(value) ? Number(value) : Number.NaN;
            return number >= range.min && number <= range.max ? (0,build.ok)(number) : bad(`"${value}" does not fit`, `Write ${describe}`);
        },
    };
}
function enumeration(...allowed) {
    const names = allowed.map((name) => `\`${name}\``).join(', ');
    return {
        typeName: 'enum',
        general: 'enum',
        allowed,
        describe: `one of ${names}`,
        parse: (value) => {
            const found = allowed.find((name) => name === value);
            return found === undefined ? bad(`"${value}" is not known here`, `Write one of ${allowed.join(', ')}`) : (0,build.ok)(found);
        },
    };
}
/** Items on lines of their own; blank lines are passed over, blanks around an item cut. All bad items are named. */
function lines(item) {
    return list(item, '\n', 'one a line');
}
/** Items separated by commas or line breaks. */
function commas(item) {
    return list(item, /[,\n]/, 'separated by commas or line breaks');
}
function list(item, separator, how) {
    return {
        typeName: `list of ${item.typeName}`,
        general: 'list',
        separator: separator === '\n' ? '\n' : ',',
        describe: `${item.describe}, ${how}`,
        parse: (value) => {
            const parts = value.split(separator).map((part) => part.trim());
            const parsed = parts.filter((part) => part !== '').map((part) => item.parse(part));
            const wrong = parsed.flatMap((result) => (result.ok ? [] : [result.error]));
            if (wrong.length > 0)
                return bad(wrong.map((problem) => problem.message).join('; '), wrong[0]?.cure ?? '');
            return (0,build.ok)(parsed.flatMap((result) => (result.ok ? [result.value] : [])));
        },
    };
}
/** A JSON value; its shape is checked by the action's plan, which knows it. */
function json() {
    return {
        typeName: 'json',
        general: 'string',
        describe: 'JSON',
        parse: (value) => {
            try {
                return (0,build.ok)(JSON.parse(value));
            }
            catch (cause) {
                return bad(`is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, 'Quote it with toJSON() where it comes from an expression');
            }
        },
    };
}
/** A path with `/`, relative to the workspace or absolute. */
function path() {
    return {
        typeName: 'path',
        general: 'string',
        describe: 'a path, relative to the workspace or absolute',
        parse: (value) => (/[\n\r\0]/.test(value) ? bad('holds a line break', 'Write one path') : (0,build.ok)(value)),
    };
}
function digest() {
    return { typeName: 'digest', general: 'string', describe: 'a digest, `sha256:` and 64 hexadecimal digits', parse: build/* parseDigest */.m };
}
function platform() {
    return { typeName: 'platform', general: 'string', describe: 'a platform such as `linux/arm64`', parse: build/* parsePlatform */.FL };
}
function tag() {
    return { typeName: 'tag', general: 'string', describe: 'a tag of a registry', parse: build/* parseTag */.ED };
}
/** `90s`, `15m`, `2h`: milliseconds. A number without a unit is refused, because nobody can tell what it means. */
function duration() {
    const units = { s: 1_000, m: 60_000, h: 3_600_000 };
    return {
        typeName: 'duration',
        general: 'string',
        describe: 'a duration such as `90s`, `15m` or `2h`',
        parse: (value) => {
            const match = /^([1-9][0-9]{0,5})([smh])$/.exec(value);
            return match === null
                ? bad(`"${value}" is no duration`, 'Write a whole number and s, m or h, such as 15m')
                : (0,build.ok)(Number(match[1]) * (units[match[2] ?? ''] ?? 0));
        },
    };
}
/** A value that is masked before anything is logged. */
function secret() {
    return { ...string(), typeName: 'secret', describe: 'a secret; it is masked', secret: true };
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(1916);
;// CONCATENATED MODULE: ./packages/contract/build/parse.js


/** Parses what the workflow wrote, by input name. An absent or empty text counts as not given. All problems are reported at once. */
function parseInputs(contract, given) {
    const texts = trimAll(given);
    const found = [...unknownNames(contract, Object.keys(given)), ...brokenRules(contract.rules ?? [], texts)];
    const values = {};
    for (const [name, declared] of Object.entries(contract.inputs)) {
        const result = parseOne(name, declared, texts[name] ?? '');
        if (result.ok)
            values[name] = result.value;
        else
            found.push(result.error);
    }
    return found.length === 0 ? (0,build.ok)(values) : { ok: false, error: found };
}
function trimAll(given) {
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()]));
}
function parseOne(name, declared, written) {
    // A default with an expression is the runner's to fill in: where it came out empty, nothing was given.
    const fallback = declared.default?.includes('${{') === true ? undefined : declared.default;
    const value = written === '' ? (fallback ?? '') : written;
    if (value === '') {
        if (declared.presence === 'maybe')
            return (0,build.ok)(undefined);
        // An empty list is written as nothing at all.
        if (fallback === '')
            return declared.kind.parse('');
        const message = 'is required and was not given';
        return { ok: false, error: { code: 'E_CONTRACT_REQUIRED', message, cure: `Give ${declared.kind.describe}`, at: { input: name } } };
    }
    const result = declared.kind.parse(value);
    if (result.ok)
        return result;
    return { ok: false, error: { ...result.error, at: { input: name } } };
}
function unknownNames(contract, names) {
    const known = Object.keys(contract.inputs);
    return names
        .filter((name) => !known.includes(name))
        .map((name) => ({
        code: 'E_CONTRACT_UNKNOWN_INPUT',
        message: `is no input of ${contract.name}`,
        cure: `${suggestion(name, known)}Known: ${known.join(', ')}`,
        at: { input: name },
    }));
}
/** Only a name that is near: a far-fetched guess misleads more than none. */
function suggestion(name, known) {
    const near = known.length === 0 ? undefined : (0,mod/* closest */.kp)(name, known);
    return near !== undefined && (0,mod/* distance */.Io)(name, near) <= Math.max(2, name.length / 3) ? `Did you mean "${near}"? ` : '';
}
function brokenRules(rules, texts) {
    return rules.flatMap(({ rule, inputs }) => {
        const given = inputs.filter((name) => (texts[name] ?? '') !== '');
        const names = inputs.join(', ');
        if (rule === 'exactly-one' && given.length !== 1)
            return [broken(`exactly one of ${names} must be given, not ${given.length}`, inputs)];
        if (rule === 'at-least-one' && given.length === 0)
            return [broken(`at least one of ${names} must be given`, inputs)];
        if (rule === 'together' && given.length !== 0 && given.length !== inputs.length)
            return [broken(`${names} go together`, inputs)];
        return [];
    });
}
function broken(message, inputs) {
    return { code: 'E_CONTRACT_RULE', message, cure: 'See the table of inputs in the README of the action', at: { input: inputs[0] } };
}

;// CONCATENATED MODULE: ./packages/contract/build/index.js





/***/ }),

/***/ 6446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ni: () => (/* reexport */ start)
});

// UNUSED EXPORTS: HttpFailure, checkOutputs, createClock, createExec, createFiles, createHttp, fetchArtifacts, isTransient, missingArtifact, pullFrom, readInputs, readJob, recordName, retryAfter, retryHttp, standardRetry, takeArtifact

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./packages/host/build/left-behind.js

/** A child of a child that forks again and again is met again in the next round. */
const rounds = 8;
/**
 * Kills every process that was started with `NAME=value` in its environment: a daemon that left its parent, its group and its session has
 * that still (proc(5), /proc/pid/environ). Other systems have no such folder; there the runner itself looks for what a job left behind.
 */
function endMarked(mark) {
    for (let round = 0; round < rounds; round += 1) {
        const found = findMarked(mark);
        if (found.length === 0)
            return;
        for (const pid of found) {
            try {
                process.kill(pid, 'SIGKILL');
            }
            catch {
                // It has ended by itself.
            }
        }
    }
}
function findMarked(mark) {
    return listNames('/proc')
        .filter((name) => /^[0-9]+$/.test(name) && Number(name) !== process.pid)
        .filter((name) => readText(`/proc/${name}/environ`).split('\0').includes(mark))
        .map(Number);
}
function listNames(folder) {
    try {
        return (0,external_node_fs_namespaceObject.readdirSync)(folder);
    }
    catch {
        return [];
    }
}
/** Empty for what has ended, and for what belongs to another user. */
function readText(path) {
    try {
        return (0,external_node_fs_namespaceObject.readFileSync)(path, 'latin1');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./packages/host/build/exec.js






const halfHour = 30 * 60_000;
/** After the polite signal, so long until the whole group is killed. */
const grace = 5_000;
/** What every command and all that it starts has in its environment, with a value of its own. */
const markName = 'SLIPWAY_COMMAND';
/** Commands as whole process groups: what a command leaves behind when it is ended goes with it, also what left the group. */
function createExec(context) {
    return {
        run: (command, args, options = {}) => runCommand(context, command, args, options),
        which: (command) => which(context, command),
    };
}
async function runCommand(context, command, args, options) {
    const mark = (0,external_node_crypto_.randomBytes)(12).toString('hex');
    const env = Object.fromEntries(Object.entries({ ...context.env, ...options.env, [markName]: mark }).filter(([, value]) => value !== undefined));
    const child = (0,external_node_child_process_namespaceObject.spawn)(command, [...args], {
        cwd: options.cwd ?? context.cwd,
        env,
        detached: !context.windows,
        // Without input there is no pipe: bash takes a socket on its standard input for a remote shell, and would read the user's .bashrc.
        stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        windowsHide: true,
    });
    const stop = createStopper(child, context.windows, `${markName}=${mark}`);
    const signals = [...(options.evenIfCancelled === true ? [] : [context.signal]), ...(options.signal === undefined ? [] : [options.signal])];
    for (const signal of signals)
        signal.addEventListener('abort', stop.now, { once: true });
    if (signals.some((signal) => signal.aborted))
        stop.now();
    const deadline = setTimeout(stop.now, options.deadline ?? halfHour);
    try {
        const echo = options.output === 'stream' ? context.print : undefined;
        const stdout = collect(child.stdout, echo);
        const stderr = collect(child.stderr, echo);
        child.stdin?.on('error', () => { });
        child.stdin?.end(options.input);
        const ending = await finished(child);
        return { code: ending.code, stdout: await stdout, stderr: ending.error ?? (await stderr), ended: stop.asked() };
    }
    finally {
        clearTimeout(deadline);
        stop.done();
        for (const signal of signals)
            signal.removeEventListener('abort', stop.now);
    }
}
function createStopper(child, windows, mark) {
    let asked = false;
    let force;
    const kill = (signal) => {
        try {
            if (child.pid === undefined)
                child.kill(signal);
            else if (windows)
                endTree(child, child.pid);
            else
                process.kill(-child.pid, signal);
        }
        catch {
            // The group is gone already: that is what was wanted.
        }
    };
    // What left the group may still hold the other end of the output, and the command would never be over.
    const end = () => {
        kill('SIGKILL');
        endMarked(mark);
    };
    return {
        now: () => {
            if (asked)
                return;
            asked = true;
            kill('SIGTERM');
            force = setTimeout(end, grace);
        },
        asked: () => asked,
        done: () => {
            clearTimeout(force);
            if (asked)
                end();
        },
    };
}
/** Windows has no process groups and no polite signal; without `taskkill` at least the command itself ends. */
function endTree(child, pid) {
    if (child.exitCode !== null || child.signalCode !== null)
        return;
    (0,external_node_child_process_namespaceObject.spawn)('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => child.kill('SIGKILL'));
}
function finished(child) {
    return new Promise((resolve) => {
        child.once('error', (error) => {
            // What a shell answers for a command that is not there, and for one that may not be run.
            resolve({ code: error.code === 'ENOENT' ? 127 : 126, error: error.message });
        });
        child.once('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGKILL' ? 137 : 143) }));
    });
}
async function collect(stream, echo) {
    if (stream === null)
        return '';
    const chunks = [];
    let rest = '';
    stream.setEncoding('utf8');
    try {
        for await (const chunk of stream) {
            chunks.push(chunk);
            if (echo === undefined)
                continue;
            const lines = (rest + chunk).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines)
                echo(line.replace(/\r$/, ''));
        }
    }
    catch {
        // A stream that breaks when its process is killed holds all that there is.
    }
    if (rest !== '')
        echo?.(rest);
    return chunks.join('');
}
async function which(context, command) {
    const folders = (0,external_node_path_.isAbsolute)(command) ? [''] : (context.env.PATH ?? '').split(external_node_path_.delimiter);
    const endings = context.windows ? ['', '.exe', '.cmd', '.bat'] : [''];
    for (const folder of folders) {
        for (const ending of endings) {
            const path = (0,external_node_path_.join)(folder, command + ending);
            if (await (0,promises_namespaceObject.access)(path, external_node_fs_namespaceObject.constants.X_OK).then(() => true, () => false))
                return path;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./packages/host/build/copy-tree.js


/** 1980-01-01: the first day that every archive format can write. */
const fixedTime = 315_532_800;
/**
 * Copies chosen entries of a folder into another one, so that the copy depends on nothing but their names, contents and whether they are
 * executable: modes are 0755 and 0644 whatever the umask was when the sources were checked out, and every time is the same.
 * Links are made again, not followed. Where the file system can share blocks, nothing is really copied. Folders that were there before are
 * made the same way as new ones (`fixed`), or are left alone (`kept`).
 */
function copyTree(from, to, entries, existing = 'fixed') {
    const folders = new Map([['.', existing === 'fixed' || !(0,external_node_fs_namespaceObject.existsSync)(to)]]);
    for (const { path, kind, executable, content } of entries) {
        for (let folder = kind === 'directory' ? path : (0,external_node_path_.dirname)(path); !folders.has(folder); folder = (0,external_node_path_.dirname)(folder)) {
            folders.set(folder, existing === 'fixed' || !(0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_.join)(to, folder)));
        }
        const place = (0,external_node_path_.join)(to, path);
        (0,external_node_fs_namespaceObject.mkdirSync)(kind === 'directory' ? place : (0,external_node_path_.dirname)(place), { recursive: true });
        if (kind === 'link') {
            (0,external_node_fs_namespaceObject.symlinkSync)(content, place);
            (0,external_node_fs_namespaceObject.lutimesSync)(place, fixedTime, fixedTime);
        }
        else if (kind === 'file') {
            (0,external_node_fs_namespaceObject.copyFileSync)((0,external_node_path_.join)(from, path), place, external_node_fs_namespaceObject.constants.COPYFILE_FICLONE);
            (0,external_node_fs_namespaceObject.chmodSync)(place, executable ? 0o755 : 0o644);
            (0,external_node_fs_namespaceObject.utimesSync)(place, fixedTime, fixedTime);
        }
    }
    // Deepest first, because every write in a folder changes its time.
    const own = [...folders].filter(([, fixed]) => fixed).map(([folder]) => folder);
    for (const folder of own.sort((a, b) => b.length - a.length)) {
        (0,external_node_fs_namespaceObject.chmodSync)((0,external_node_path_.join)(to, folder), 0o755);
        (0,external_node_fs_namespaceObject.utimesSync)((0,external_node_path_.join)(to, folder), fixedTime, fixedTime);
    }
}

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __nccwpck_require__(5919);
// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(4956);
;// CONCATENATED MODULE: ./packages/host/build/digest-file.js





/** Large enough to keep OpenSSL busy, small enough to stay in the processor's cache. */
const chunk = 256 * 1024;
/** From here on a file is worth a thread of its own, which takes some 15 ms to start: hashing so much takes longer. */
const large = 32 * 1024 * 1024;
/**
 * Hashes files as sha256, each large one on a thread of its own and as many at once as there are processors, in constant memory. The calling
 * thread stays free meanwhile. Throws what opening a file throws (ENOENT), and a Defect where a file gets shorter while it is read.
 */
function createDigester(threads = (0,external_node_os_namespaceObject.availableParallelism)()) {
    const waiting = [];
    let running = 0;
    const enter = async () => {
        if (running < threads)
            running += 1;
        else
            await new Promise((go) => void waiting.push(go));
    };
    const leave = () => {
        const next = waiting.shift();
        // The place goes to the one that waited longest.
        if (next === undefined)
            running -= 1;
        else
            next();
    };
    return async (path) => {
        await enter();
        try {
            return await digestFile(path);
        }
        finally {
            leave();
        }
    };
}
async function digestFile(path) {
    const descriptor = (0,external_node_fs_namespaceObject.openSync)(path, 'r');
    try {
        const { size } = (0,external_node_fs_namespaceObject.fstatSync)(descriptor);
        const hex = size < large ? digestHere(descriptor, size) : await digestOnThread(descriptor, size);
        if (hex === undefined)
            throw new build/* Defect */.kl(`${path} became shorter while it was read`);
        return { digest: `sha256:${hex}`, size };
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(descriptor);
    }
}
function digestHere(descriptor, size) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const bytes = Buffer.allocUnsafeSlow(Math.min(chunk, size));
    for (let offset = 0; offset < size;) {
        const count = (0,external_node_fs_namespaceObject.readSync)(descriptor, bytes, 0, Math.min(bytes.length, size - offset), offset);
        if (count === 0)
            return undefined;
        hash.update(bytes.subarray(0, count));
        offset += count;
    }
    return hash.digest('hex');
}
/** The same as a program, because a bundle is one file: a thread that started from a file would need another one. */
const program = `
const { createHash } = require('node:crypto')
const { readSync } = require('node:fs')
const { parentPort, workerData: { descriptor, size, chunk } } = require('node:worker_threads')
const hash = createHash('sha256')
const bytes = Buffer.allocUnsafeSlow(chunk)
let offset = 0
while (offset < size) {
  const count = readSync(descriptor, bytes, 0, Math.min(chunk, size - offset), offset)
  if (count === 0) break
  hash.update(bytes.subarray(0, count))
  offset += count
}
parentPort.postMessage(offset < size ? undefined : hash.digest('hex'))
`;
/** Descriptors belong to the whole process, so the thread reads the very file that was opened here. */
function digestOnThread(descriptor, size) {
    return new Promise((resolve, reject) => {
        const worker = new external_node_worker_threads_.Worker(program, { eval: true, workerData: { descriptor, size, chunk }, execArgv: [], env: {} });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new build/* Defect */.kl(`the thread that hashes ended with ${code}`)));
    });
}

;// CONCATENATED MODULE: ./packages/host/build/error-code.js
/** The `code` of a system error, or an empty text. Not by `instanceof`: errors of Node's own modules may come from another realm. */
function errorCode(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./packages/host/build/read-tree.js




/** Everything below a folder, sorted bytewise by path. Links are named, never followed: neither those inside, nor those that are folders. */
function readTree(folder) {
    const entries = [];
    const pending = [''];
    for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
        for (const name of (0,external_node_fs_namespaceObject.readdirSync)((0,external_node_path_.join)(folder, prefix))) {
            const entry = readEntry(folder, `${prefix}${name}`);
            if (entry === undefined)
                continue;
            entries.push(entry);
            if (entry.kind === 'directory')
                pending.push(`${entry.path}/`);
        }
    }
    return sortBytewise(entries);
}
function readEntry(folder, path) {
    const found = (0,external_node_fs_namespaceObject.lstatSync)((0,external_node_path_.join)(folder, path), { throwIfNoEntry: false });
    // A name that is no UTF-8 comes out with another character in its place, under which there is nothing.
    if (found === undefined)
        return path.includes('\ufffd') ? { path, kind: 'other', executable: false } : undefined;
    if (found.isFile())
        return { path, kind: 'file', executable: (found.mode & 0o100) !== 0 };
    if (found.isSymbolicLink())
        return { path, kind: 'link', executable: false, target: (0,external_node_fs_namespaceObject.readlinkSync)((0,external_node_path_.join)(folder, path)) };
    return { path, kind: found.isDirectory() ? 'directory' : 'other', executable: false };
}
/** JavaScript compares UTF-16, whose order is that of UTF-8 as long as there are no surrogates: encoding every name would cost more than reading it. */
function sortBytewise(entries) {
    if (entries.some(({ path }) => /[\ud800-\udfff]/.test(path)))
        return entries.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
    return entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
/** Fits into a processor's cache, and holds most source files whole. */
const read_tree_chunk = 256 * 1024;
/** After so many bytes, what waits (a socket, a signal) gets its turn. */
const turn = 16 * 1024 * 1024;
/**
 * The sha256 digests of files below a folder, by path. One buffer serves all of them, so memory does not grow with the files; reading is
 * synchronous, because waiting for each of many small files costs more than hashing it.
 */
async function digestFiles(folder, paths) {
    const buffer = Buffer.allocUnsafeSlow(read_tree_chunk);
    let read = 0;
    const pause = async (count) => {
        read += count;
        if (read < turn)
            return;
        read = 0;
        await (0,external_node_timers_promises_namespaceObject.setImmediate)();
    };
    const digests = new Map();
    for (const path of paths)
        digests.set(path, await digestOne((0,external_node_path_.join)(folder, path), buffer, pause));
    return digests;
}
async function digestOne(path, buffer, pause) {
    const descriptor = (0,external_node_fs_namespaceObject.openSync)(path, 'r');
    try {
        let count = fill(descriptor, buffer);
        await pause(count);
        if (count < buffer.length)
            return `sha256:${(0,external_node_crypto_.hash)('sha256', buffer.subarray(0, count))}`;
        const hasher = (0,external_node_crypto_.createHash)('sha256');
        for (; count > 0; count = fill(descriptor, buffer)) {
            hasher.update(buffer.subarray(0, count));
            await pause(count);
        }
        return `sha256:${hasher.digest('hex')}`;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(descriptor);
    }
}
/** A read may bring less than was asked for, although the file goes on. */
function fill(descriptor, buffer) {
    let done = 0;
    while (done < buffer.length) {
        const count = (0,external_node_fs_namespaceObject.readSync)(descriptor, buffer, done, buffer.length - done, null);
        if (count === 0)
            break;
        done += count;
    }
    return done;
}

;// CONCATENATED MODULE: ./packages/host/build/files.js









/** Large enough to keep OpenSSL busy, small enough to stay in the processor's cache. */
const files_chunk = 256 * 1024;
function createFiles(context) {
    const at = (path) => (0,external_node_path_.resolve)(context.workspace, path);
    const digest = createDigester();
    return {
        resolve: at,
        readText: async (path) => (await (0,promises_namespaceObject.readFile)(at(path))).toString('utf8'),
        readBytes: (path) => (0,promises_namespaceObject.readFile)(at(path)),
        write: (path, content, mode) => replace(at(path), mode, (temporary) => (0,promises_namespaceObject.writeFile)(temporary, content, { mode: mode ?? 0o644 })),
        writeStream: (path, chunks, mode) => replace(at(path), mode, (temporary) => (0,external_node_stream_promises_namespaceObject.pipeline)(chunks, (0,external_node_fs_namespaceObject.createWriteStream)(temporary, { mode: mode ?? 0o644 }))),
        stream: (path) => (0,external_node_fs_namespaceObject.createReadStream)(at(path), { highWaterMark: files_chunk }),
        open: (path) => openReader(at(path)),
        info: (path) => readInfo(at(path)),
        list: async (path) => (await (0,promises_namespaceObject.readdir)(at(path))).sort(bytewise),
        glob: (patterns) => expand(context.workspace, patterns),
        makeFolder: async (path) => void (await (0,promises_namespaceObject.mkdir)(at(path), { recursive: true })),
        makeTemporary: async (prefix) => {
            await (0,promises_namespaceObject.mkdir)(context.temp, { recursive: true });
            return (0,promises_namespaceObject.mkdtemp)((0,external_node_path_.join)(context.temp, `${prefix}-`));
        },
        copy: async (from, to) => {
            await (0,promises_namespaceObject.mkdir)((0,external_node_path_.dirname)(at(to)), { recursive: true });
            await (0,promises_namespaceObject.copyFile)(at(from), at(to));
        },
        remove: (path) => (0,promises_namespaceObject.rm)(at(path), { recursive: true, force: true }),
        digest: (path) => digest(at(path)),
        readTree: async (folder) => readTree(at(folder)),
        digests: (folder, paths) => digestFiles(at(folder), paths),
        copyTree: async (from, to, entries, folders) => copyTree(at(from), at(to), entries, folders),
    };
}
function bytewise(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
/** Write-then-rename, so that a crash leaves the old file or the new one. */
async function replace(path, mode, write) {
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    const temporary = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.part`;
    try {
        await write(temporary);
        // A mode that was asked for is meant, whatever the umask takes from new files.
        if (mode !== undefined)
            await (0,promises_namespaceObject.chmod)(temporary, mode);
        await (0,promises_namespaceObject.rename)(temporary, path);
    }
    catch (error) {
        await (0,promises_namespaceObject.rm)(temporary, { force: true });
        throw error;
    }
}
function openReader(path) {
    const descriptor = (0,external_node_fs_namespaceObject.openSync)(path, 'r');
    const readInto = (offset, target) => {
        let done = 0;
        while (done < target.length) {
            const count = (0,external_node_fs_namespaceObject.readSync)(descriptor, target, done, target.length - done, offset + done);
            if (count === 0)
                break;
            done += count;
        }
        return done;
    };
    return {
        size: (0,external_node_fs_namespaceObject.fstatSync)(descriptor).size,
        read: (offset, length) => {
            const bytes = new Uint8Array(length);
            return bytes.subarray(0, readInto(offset, bytes));
        },
        readInto,
        close: () => (0,external_node_fs_namespaceObject.closeSync)(descriptor),
    };
}
async function readInfo(path) {
    try {
        const found = await (0,promises_namespaceObject.lstat)(path);
        const kind = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : found.isSymbolicLink() ? 'link' : 'other';
        return { kind, size: found.size, mode: found.mode & 0o7777, ...(kind === 'link' ? { target: await (0,promises_namespaceObject.readlink)(path) } : {}) };
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(errorCode(error)))
            return undefined;
        throw error;
    }
}
async function expand(workspace, patterns) {
    const absolute = patterns.map((pattern) => (pattern.startsWith('!') ? `!${(0,external_node_path_.resolve)(workspace, pattern.slice(1))}` : (0,external_node_path_.resolve)(workspace, pattern)));
    // Loaded when it is needed: it takes longer to load than to verify a binary.
    const { create } = await __nccwpck_require__.e(/* import() */ 412).then(__nccwpck_require__.bind(__nccwpck_require__, 6412));
    const globber = await create(absolute.join('\n'), { matchDirectories: false, followSymbolicLinks: false });
    const found = await globber.glob();
    return found.map((path) => (0,external_node_path_.relative)(workspace, path).split(external_node_path_.sep).join('/')).sort(bytewise);
}

;// CONCATENATED MODULE: ./packages/host/build/handover.js

/** What lies beside the files of an artifact and says what they are: written by the job that proved them, checked by every job that takes them. */
const recordName = 'native-build.json';
/**
 * Downloads artifacts of this run by name, and holds their files against the record that came with them.
 * Refuses (E_HOST_NO_ARTIFACT, E_HOST_HANDOVER) with the input's name; every missing artifact is named at once.
 */
async function fetchArtifacts(wanted, input, ports) {
    if (wanted.length === 0)
        return;
    const there = await ports.artifacts.list();
    const found = wanted.map((want) => ({ ...want, artifact: there.find(({ name }) => name === want.name) }));
    const missing = found.filter(({ artifact }) => artifact === undefined).map(({ name }) => missingArtifact(name, there, input));
    if (missing.length > 0)
        throw new Refusal(missing);
    for (const { artifact, folder } of found)
        if (artifact !== undefined)
            await takeArtifact(artifact, folder, input, ports);
}
/** Says which artifact is not there, and which are. */
function missingArtifact(name, there, input) {
    const known = there.length === 0 ? 'the run has none yet' : `the run has ${there.map((artifact) => artifact.name).join(', ')}`;
    return { code: 'E_HOST_NO_ARTIFACT', message: `there is no artifact ${name}: ${known}`, cure: 'Let this job need the job that uploads it', at: { input } };
}
/** Downloads one artifact that `list` told of, and holds its files against its record. */
async function takeArtifact(artifact, folder, input, ports) {
    await ports.artifacts.download(artifact, ports.files.resolve(folder));
    const record = `${folder}/${recordName}`;
    if ((await ports.files.info(record)) === undefined)
        return;
    const promised = parseRecord(await ports.files.readText(record));
    const cure = 'Run the job that made the artifact again';
    if (promised === undefined)
        throw refuse({ code: 'E_HOST_HANDOVER', message: `${record} is damaged`, cure, at: { input } });
    const wrong = [];
    for (const [path, digest] of promised) {
        const file = `${folder}/${path}`;
        const found = (await ports.files.info(file)) === undefined ? undefined : (await ports.files.digest(file)).digest;
        if (found === digest)
            continue;
        const message = `${path} of the artifact ${artifact.name} is ${found === undefined ? 'missing' : 'not what was proven'}`;
        wrong.push({ code: 'E_HOST_HANDOVER', message, cure, at: { input } });
    }
    if (wrong.length > 0)
        throw new Refusal(wrong);
    ports.log.info(`${artifact.name}: ${promised.size} files, as they were proven`);
}
/** The digests that a record promises, by path; undefined when the text is no record. */
function parseRecord(text) {
    try {
        const { files } = JSON.parse(text);
        return new Map(files.map(({ path, sha256 }) => [path, `sha256:${sha256}`]));
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
;// CONCATENATED MODULE: ./packages/host/build/http-speed.js
/** Milliseconds over which a speed is judged. */
const speedWindow = 30_000;
/** Smaller transfers are over, or cut off by their deadline, before a speed says anything. */
const worthWatching = 1024 * 1024;
/** Windows for which a server may think about a large body: half of it may still lie in buffers on the way, and stand still there. */
const thinkingWindows = 10;
/**
 * Calls back when a large transfer moves fewer than `floor` bytes per second over a whole window, or when a large body that was handed over
 * gets no answer for ten windows. What is small is the deadline's business, and so is the time in which nothing has to move.
 */
function watchSpeed(transfer, floor, window, stalled) {
    if (floor === 0)
        return undefined;
    const body = transfer.size ?? 0;
    let before = { ...transfer };
    let windows = 0;
    return setInterval(() => {
        const { phase, bytes, size = bytes } = transfer;
        // A phase that began within the window has not had the whole of it.
        windows = phase === before.phase ? windows + 1 : 0;
        const slow = windows > 0 && size > worthWatching && bytes - before.bytes < (floor * window) / 1000;
        const silent = phase === 'waiting' && body > worthWatching && windows >= thinkingWindows;
        if (phase === 'waiting' ? silent : slow)
            stalled();
        before = { ...transfer };
    }, window);
}

;// CONCATENATED MODULE: ./packages/host/build/ports.js
/** A connection that failed, as opposed to an answer that says no. `sent` tells whether the server may have seen the request. */
class ports_HttpFailure extends Error {
    name = 'HttpFailure';
    reason;
    sent;
    constructor(reason, sent, message, options) {
        super(message, options);
        this.reason = reason;
        this.sent = sent;
    }
}

;// CONCATENATED MODULE: ./packages/host/build/http.js







const minute = 60_000;
const defaultLimit = 64 * 1024 * 1024;
/**
 * HTTP over node:http(s). `fetch` is not used: its header timeout runs while a body is still being sent, which ends long uploads.
 * Proxies are taken from the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
 */
function createHttp(context) {
    const options = { keepAlive: true, proxyEnv: context.env };
    const agents = { 'http:': new external_node_http_.Agent(options), 'https:': new external_node_https_namespaceObject.Agent(options) };
    return { request: (request) => exchange(context, agents, request) };
}
async function exchange(context, agents, request) {
    const body = bodyOf(request);
    const progress = { phase: body === undefined ? 'waiting' : 'sending', bytes: 0, size: body?.size, body, sent: false };
    const controller = new AbortController();
    let reason;
    const end = (why) => () => {
        reason ??= why;
        controller.abort();
    };
    const onCancel = end('cancelled');
    context.signal.addEventListener('abort', onCancel, { once: true });
    if (context.signal.aborted)
        onCancel();
    const deadline = setTimeout(end('timeout'), request.deadline ?? minute);
    const watchdog = watchSpeed(progress, request.stallFloor ?? 1024, context.speedWindow ?? speedWindow, end('stall'));
    try {
        return await talk(context, agents, request, controller.signal, progress);
    }
    catch (error) {
        if (error instanceof SinkFailure)
            throw error.cause;
        throw failureOf(error, reason, progress.sent, request);
    }
    finally {
        clearTimeout(deadline);
        clearInterval(watchdog);
        context.signal.removeEventListener('abort', onCancel);
    }
}
/** What a sink threw: not the connection's fault. */
class SinkFailure extends Error {
}
async function talk(context, agents, request, signal, progress) {
    const url = new URL(request.url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
        throw new ports_HttpFailure('name', false, `${request.url} is neither http nor https`);
    const { body } = progress;
    const headers = { 'user-agent': context.userAgent, ...request.headers, ...(body === undefined ? {} : { 'content-length': String(body.size) }) };
    const start = url.protocol === 'https:' ? external_node_https_namespaceObject.request : external_node_http_.request;
    const outgoing = start(url, { method: request.method, headers, agent: agents[url.protocol], signal });
    const answer = answerOf(outgoing);
    answer.catch(() => { });
    await send(outgoing, progress, answer);
    const incoming = await answer;
    Object.assign(progress, { phase: 'receiving', bytes: 0, size: lengthOf(incoming) });
    const head = { status: incoming.statusCode ?? 0, headers: flatten(incoming) };
    return { ...head, body: await receive(incoming, head, request, progress) };
}
function bodyOf({ method, body }) {
    if (body === undefined)
        return /^(POST|PUT|PATCH)$/.test(method) ? { stream: async function* () { }, size: 0 } : undefined;
    if (typeof body === 'object' && 'stream' in body)
        return body;
    const bytes = Buffer.from(body);
    return {
        size: bytes.length,
        stream: async function* () {
            yield bytes;
        },
    };
}
function answerOf(outgoing) {
    return new Promise((resolve, reject) => {
        outgoing.once('response', resolve);
        outgoing.on('error', reject);
    });
}
async function send(outgoing, progress, answer) {
    const { body } = progress;
    outgoing.once('finish', () => {
        progress.sent = true;
        if (progress.phase === 'sending')
            Object.assign(progress, { phase: 'waiting', bytes: 0 });
    });
    if (body === undefined) {
        outgoing.end();
        return;
    }
    const counted = async function* () {
        for await (const bytes of body.stream()) {
            progress.sent = true;
            progress.bytes += bytes.length;
            yield bytes;
        }
    };
    try {
        await (0,external_node_stream_promises_namespaceObject.pipeline)(external_node_stream_.Readable.from(counted(), { objectMode: false }), outgoing);
    }
    catch (error) {
        // A server may answer before it has read the body and then close: its answer counts, the broken pipe does not.
        const early = await Promise.race([answer.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 250, undefined))]);
        if (early === undefined)
            throw error;
    }
}
async function receive(incoming, head, request, progress) {
    const { limit = defaultLimit, method, url } = request;
    const chunks = [];
    const take = openSink(request, head);
    const largest = take === undefined && request.sink !== undefined ? Math.min(limit, defaultLimit) : limit;
    let size = 0;
    for await (const bytes of incoming) {
        size += bytes.length;
        progress.bytes += bytes.length;
        if (size > largest)
            throw new ports_HttpFailure('too-large', true, `the answer to ${method} ${url} is longer than ${largest} bytes`);
        if (take === undefined)
            chunks.push(bytes);
        else
            await take(bytes);
    }
    const announced = incoming.headers['content-length'];
    if (announced !== undefined && method !== 'HEAD' && incoming.statusCode !== 304 && Number(announced) !== size) {
        throw new ports_HttpFailure('truncated', true, `the answer to ${method} ${url} ended after ${size} of ${announced} bytes`);
    }
    return Buffer.concat(chunks);
}
function openSink({ sink }, head) {
    const guarded = (body) => {
        try {
            return body();
        }
        catch (cause) {
            throw new SinkFailure('the sink failed', { cause });
        }
    };
    const take = head.status >= 200 && head.status < 300 ? guarded(() => sink?.(head)) : undefined;
    if (take === undefined)
        return undefined;
    return (bytes) => guarded(() => take(bytes)).catch((cause) => {
        throw new SinkFailure('the sink failed', { cause });
    });
}
function lengthOf({ headers }) {
    const announced = headers['content-length'];
    return announced === undefined ? undefined : Number(announced);
}
function flatten(incoming) {
    return Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));
}
function failureOf(error, reason, sent, request) {
    if (error instanceof ports_HttpFailure)
        return error;
    const code = errorCode(error);
    const byCode = { ECONNREFUSED: 'refused', ENOTFOUND: 'name', EAI_AGAIN: 'name' };
    const why = reason ?? byCode[code] ?? (/^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code) ? 'tls' : 'reset');
    const { host } = new URL(request.url);
    return new ports_HttpFailure(why, sent && why !== 'refused' && why !== 'name', `${request.method} to ${host} failed (${why}${code === '' ? '' : `, ${code}`})`, {
        cause: error,
    });
}

;// CONCATENATED MODULE: ./packages/host/build/job.js


const systems = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const architectures = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' };
/** Reads the job from the runner's environment. */
function readJob(env, machine) {
    const of = (name) => env[name] ?? '';
    return {
        repository: of('GITHUB_REPOSITORY'),
        ref: of('GITHUB_REF'),
        refName: of('GITHUB_REF_NAME'),
        refType: of('GITHUB_REF_TYPE'),
        sha: of('GITHUB_SHA'),
        eventName: of('GITHUB_EVENT_NAME'),
        event: readEvent(of('GITHUB_EVENT_PATH')),
        actor: of('GITHUB_ACTOR'),
        runId: of('GITHUB_RUN_ID'),
        runAttempt: of('GITHUB_RUN_ATTEMPT'),
        apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
        serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
        workspace: env.GITHUB_WORKSPACE ?? machine.cwd,
        temp: env.RUNNER_TEMP ?? (0,external_node_os_namespaceObject.tmpdir)(),
        platform: `${systems[machine.platform] ?? machine.platform}/${architectures[machine.arch] ?? machine.arch}`,
        variable: (name) => env[name],
    };
}
function readEvent(path) {
    if (path === '')
        return {};
    try {
        return JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8'));
    }
    catch {
        // An action that needs the event says what it misses; the others do not care.
        return {};
    }
}
/** The inputs that the runner passes: `INPUT_` and the name in upper case, spaces as `_` (GitHub's "Metadata syntax", inputs). */
function readInputs(env, known) {
    const byVariable = new Map(known.map((name) => [variableOf(name), name]));
    const given = Object.entries(env).filter((entry) => entry[0].startsWith('INPUT_') && entry[1] !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [byVariable.get(name) ?? name.slice('INPUT_'.length).toLowerCase(), value]));
}
function variableOf(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

;// CONCATENATED MODULE: ./packages/host/build/retry.js

const standardRetry = { tries: 5, wait: 500, longestWait: 60_000 };
const passing = new Set(['refused', 'reset', 'timeout', 'stall', 'name', 'truncated']);
/** What may be different next time: a broken connection, 408, 429, 5xx, and a 403 that tells when to come back. */
function isTransient(outcome) {
    if (outcome instanceof HttpFailure)
        return passing.has(outcome.reason);
    const { status, headers } = outcome;
    return status === 408 || status === 429 || (status >= 500 && status !== 501) || (status === 403 && headers['retry-after'] !== undefined);
}
/** Milliseconds from Retry-After (RFC 9110 section 10.2.3: seconds or a date), or undefined. */
function retryAfter(response, now) {
    const value = response.headers['retry-after'];
    if (value === undefined)
        return undefined;
    if (/^[0-9]+$/.test(value))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
/**
 * Tries an exchange until it has an answer that is not transient. The last outcome is returned or thrown as it is, without a wait after it.
 * Only for requests that are safe to repeat; a caller whose request is not reconciles first.
 */
async function retryHttp(ports, attempt, policy = standardRetry) {
    for (let number = 1;; number += 1) {
        const outcome = await attempt(number).catch((error) => {
            if (error instanceof HttpFailure)
                return error;
            throw error;
        });
        const last = number >= policy.tries || !isTransient(outcome);
        if (last && outcome instanceof HttpFailure)
            throw outcome;
        if (last)
            return outcome;
        const asked = outcome instanceof HttpFailure ? undefined : retryAfter(outcome, ports.clock.now());
        const wait = Math.min(asked ?? policy.wait * 2 ** (number - 1), policy.longestWait);
        const what = outcome instanceof HttpFailure ? outcome.message : `answer ${outcome.status}`;
        ports.log.info(`${what}; try ${number + 1} of ${policy.tries} in ${(wait / 1000).toFixed(1)} s`);
        await ports.clock.sleep(wait);
    }
}

// EXTERNAL MODULE: ./packages/contract/build/index.js + 3 modules
var contract_build = __nccwpck_require__(5129);
;// CONCATENATED MODULE: ./packages/host/build/clock.js
function createClock(signal) {
    return {
        now: () => Date.now(),
        sleep: (milliseconds) => new Promise((resolve) => {
            const timer = setTimeout(done, milliseconds);
            signal.addEventListener('abort', done, { once: true });
            if (signal.aborted)
                done();
            function done() {
                clearTimeout(timer);
                signal.removeEventListener('abort', done);
                resolve();
            }
        }),
    };
}

;// CONCATENATED MODULE: ./packages/host/build/workflow-command.js




/** A command on standard output: `::name key=value,…::message`. Properties that are undefined or empty are left out. */
function formatCommand(command, message, properties = {}) {
    const pairs = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
    const list = pairs.map(([key, value]) => `${key}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
    return `::${command}${list.length === 0 ? '' : ` ${list.join(',')}`}::${escapeData(message)}`;
}
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
/** A value of any number of lines, between delimiters that nobody can guess. */
function formatKeyValue(name, value, delimiter) {
    if (name.includes(delimiter) || value.includes(delimiter))
        throw new build/* Defect */.kl(`the delimiter of ${name} stands in its name or its value`);
    return `${name}<<${delimiter}${external_node_os_namespaceObject.EOL}${value}${external_node_os_namespaceObject.EOL}${delimiter}${external_node_os_namespaceObject.EOL}`;
}
function print(line) {
    process.stdout.write(`${line}${external_node_os_namespaceObject.EOL}`);
}
/** Through the file that the runner gives for it, or as a command where there is none (`set-output` and `set-env` of old runners). */
function sayKeyValue(to, name, value) {
    const file = process.env[`GITHUB_${to}`];
    if (file !== undefined && file !== '')
        (0,external_node_fs_namespaceObject.appendFileSync)(file, formatKeyValue(name, value, `ghadelimiter_${(0,external_node_crypto_.randomUUID)()}`));
    else if (to === 'ENV')
        print(formatCommand('set-env', value, { name }));
    else
        print(`${external_node_os_namespaceObject.EOL}${formatCommand('set-output', value, { name })}`);
}

;// CONCATENATED MODULE: ./packages/host/build/log.js



/** GitHub shows ten annotations of a level per step; the rest would vanish. */
const annotationCap = 10;
/** The log of a step, which remembers what it masks so that no output can hold it. */
function createLog() {
    const masked = new Set();
    const shown = { error: 0, warning: 0 };
    const annotate = (level, problem) => {
        shown[level] += 1;
        if (shown[level] <= annotationCap)
            print(formatCommand(level, sentence(problem), placeOf(problem)));
        else
            print(`${level}: ${(0,build/* renderProblem */.yM)(problem)}`);
    };
    return {
        info: print,
        debug: (text) => print(formatCommand('debug', text)),
        warning: (problem) => annotate('warning', problem),
        error: (problem) => annotate('error', problem),
        notice: (text) => print(formatCommand('notice', text)),
        group: async (title, body) => {
            print(formatCommand('group', title));
            try {
                return await body();
            }
            finally {
                print(formatCommand('endgroup', ''));
            }
        },
        mask: (secret) => {
            if (secret === '')
                return;
            masked.add(secret);
            print(formatCommand('add-mask', secret));
        },
        exportVariable: (name, value) => {
            process.env[name] = value;
            sayKeyValue('ENV', name, value);
        },
        masked: () => [...masked],
    };
}
function sentence(problem) {
    const input = problem.at?.input === undefined ? '' : `input ${problem.at.input}: `;
    return `${input}${problem.message}${problem.cure === undefined ? '' : `. ${problem.cure}`}`;
}
function placeOf({ at }) {
    return { file: at?.file, line: at?.line, col: at?.column };
}
function createSummary() {
    let written = '';
    return {
        add: (markdown) => {
            written += `${markdown.trimEnd()}\n\n`;
        },
        write: async () => {
            // Absent outside a workflow, and on servers that have no summaries.
            const file = process.env.GITHUB_STEP_SUMMARY ?? '';
            if (written !== '' && file !== '')
                await (0,promises_namespaceObject.appendFile)(file, written);
        },
    };
}

;// CONCATENATED MODULE: ./packages/host/build/start.js










const noArtifacts = {
    upload: () => Promise.reject(new build/* Defect */.kl('this action was started without the artifact port')),
    list: () => Promise.reject(new build/* Defect */.kl('this action was started without the artifact port')),
    download: () => Promise.reject(new build/* Defect */.kl('this action was started without the artifact port')),
};
const noCache = {
    available: () => false,
    restore: () => Promise.reject(new build/* Defect */.kl('this action was started without the cache port')),
    save: () => Promise.reject(new build/* Defect */.kl('this action was started without the cache port')),
};
/**
 * Runs an action: environment → inputs → `run` → outputs, and one place that says how it ended.
 * A Refusal becomes annotations, lines in the log and a list in the summary; a Defect shows its stack. Both end with exit code 1.
 */
async function start(contract, run, heavy = {}) {
    const log = createLog();
    const summary = createSummary();
    const cancelled = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM'])
        process.once(name, () => cancelled.abort(new Error(name)));
    try {
        const given = readInputs(process.env, Object.keys(contract.inputs));
        for (const [name, declared] of Object.entries(contract.inputs))
            if (declared.kind.secret === true)
                log.mask((given[name] ?? '').trim());
        const inputs = (0,build/* unwrap */.oA)((0,contract_build/* parseInputs */.TL)(contract, given));
        const outputs = await run(inputs, createPorts(contract.name, log, summary, cancelled.signal, heavy));
        emit(outputs, log.masked());
    }
    catch (error) {
        process.exitCode = 1;
        report(error, contract.name, log, summary.add);
    }
    await summary.write();
    // Sockets that are kept alive, or a library's timers, must not hold a step that has ended.
    if (process.exitCode === 1 || cancelled.signal.aborted)
        process.exit(1);
    process.exit(0);
}
function createPorts(name, log, summary, signal, heavy) {
    const job = readJob(process.env, { platform: process.platform, arch: process.arch, cwd: process.cwd() });
    const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('INPUT_')));
    return {
        exec: createExec({ env: clean, cwd: job.workspace, windows: process.platform === 'win32', print: (line) => log.info(line), signal }),
        files: createFiles(job),
        http: createHttp({ env: process.env, userAgent: `slipway-${name}`, signal }),
        clock: createClock(signal),
        log,
        summary,
        artifacts: heavy.artifacts ?? noArtifacts,
        cache: heavy.cache ?? noCache,
        job,
        random: (bytes) => (0,external_node_crypto_.randomBytes)(bytes).toString('hex'),
        signal,
    };
}
/** A runner silently drops an output that holds a masked value; losing a digest that way is a failure two jobs later. */
function checkOutputs(outputs, masked) {
    const lost = Object.entries(outputs).filter(([, value]) => masked.some((secret) => value.includes(secret)));
    return lost.map(([name]) => ({
        code: 'E_HOST_MASKED_OUTPUT',
        message: `the output ${name} holds a value that is masked, and the runner would drop it`,
        cure: 'Use a secret that is not a part of names, repositories or digests',
    }));
}
function emit(outputs, masked) {
    const found = checkOutputs(outputs, masked);
    if (found.length > 0)
        throw new build/* Refusal */.P_(found);
    for (const [name, value] of Object.entries(outputs))
        sayKeyValue('OUTPUT', name, value);
}
function report(error, name, log, summarise) {
    const refusal = refusalOf(error);
    if (refusal === undefined) {
        const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
        log.error({ code: 'E_HOST_DEFECT', message: `${name} failed through a mistake of its own: ${error instanceof Error ? error.message : String(error)}` });
        log.info(stack);
        if (error instanceof Error && error.cause !== undefined)
            log.info(`caused by ${error.cause instanceof Error ? error.cause.stack : String(error.cause)}`);
        return;
    }
    for (const problem of refusal.problems)
        log.error(problem);
    const list = refusal.problems.map((problem) => `- ${(0,build/* renderProblem */.yM)(problem)}`).join('\n');
    summarise(`### ❌ ${name}: ${refusal.problems.length === 1 ? 'one problem' : `${refusal.problems.length} problems`}\n\n${list}`);
}
function refusalOf(error) {
    if (error instanceof build/* Refusal */.P_)
        return error;
    if (error instanceof Error && error.name === 'HttpFailure') {
        return (0,build/* refuse */.TR)({ code: 'E_HOST_NETWORK', message: error.message, cure: 'See whether the server answers, and run the job again' });
    }
    return undefined;
}

;// CONCATENATED MODULE: ./packages/host/build/index.js












/***/ }),

/***/ 4956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kl: () => (/* reexport */ Defect),
  P_: () => (/* reexport */ Refusal),
  _q: () => (/* reexport */ result_err),
  ok: () => (/* reexport */ result_ok),
  m: () => (/* reexport */ parseDigest),
  FL: () => (/* reexport */ parsePlatform),
  ED: () => (/* reexport */ parseTag),
  TR: () => (/* reexport */ refuse),
  yM: () => (/* reexport */ renderProblem),
  oA: () => (/* reexport */ unwrap)
});

// UNUSED EXPORTS: architectureOf, digestOf, fillPlatform, hexOf, isDigest, osOf, parseReleaseTag, problems, renderPlace

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./packages/kernel/build/result.js
function result_ok(value) {
    return { ok: true, value };
}
function result_err(error) {
    return { ok: false, error };
}
/** A failure made of problems: what parsers and plans return. */
function problems(...list) {
    return { ok: false, error: list };
}

;// CONCATENATED MODULE: ./packages/kernel/build/digest.js


const pattern = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
function isDigest(text) {
    return pattern.test(text);
}
function parseDigest(text) {
    if (isDigest(text))
        return result_ok(text);
    return result_err({
        code: 'E_KERNEL_DIGEST',
        message: `"${text}" is no digest`,
        cure: 'Write sha256: and 64 hexadecimal digits in lower case',
    });
}
/** The sha256 digest of bytes that are already in memory. */
function digestOf(bytes) {
    return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
/** The hexadecimal part of a digest. */
function hexOf(digest) {
    return digest.slice(digest.indexOf(':') + 1);
}

;// CONCATENATED MODULE: ./packages/kernel/build/platform.js

const architectures = ['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips64le', 'ppc64le', 'riscv64', 's390x'];
const systems = ['darwin', 'freebsd', 'linux', 'windows'];
const aliases = { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64', macos: 'darwin' };
/** Reads a platform; the names that other tools use (`x86_64`, `aarch64`, `macos`) are refused with Go's name as the cure. */
function parsePlatform(text) {
    const [os = '', architecture = '', variant, ...rest] = text.split('/');
    const variantFits = variant === undefined || /^v[0-9]+$/.test(variant);
    if (rest.length === 0 && systems.includes(os) && architectures.includes(architecture) && variantFits)
        return result_ok(text);
    const meant = text.split('/').map((part) => aliases[part] ?? part);
    const known = systems.includes(meant[0] ?? '') && architectures.includes(meant[1] ?? '');
    return result_err({
        code: 'E_KERNEL_PLATFORM',
        message: `"${text}" is no platform`,
        cure: known ? `Write ${meant.join('/')}` : "Write os/architecture in Go's names, such as linux/amd64 or darwin/arm64",
    });
}
function osOf(platform) {
    return platform.split('/')[0] ?? '';
}
function architectureOf(platform) {
    return platform.split('/')[1] ?? '';
}
/** Fills `{os}` and `{arch}` in a name, so that one text names a file or an artifact for every platform of a matrix. */
function fillPlatform(template, platform) {
    return template.replaceAll('{os}', osOf(platform)).replaceAll('{arch}', architectureOf(platform));
}

;// CONCATENATED MODULE: ./packages/kernel/build/problem.js
/** The user's input or policy forbids to go on. Shown as annotations, never with a stack. */
class Refusal extends Error {
    name = 'Refusal';
    problems;
    constructor(problems, options) {
        super(problems.map(renderProblem).join('\n'), options);
        this.problems = problems;
    }
}
/** Our own mistake, or a state that we believed impossible. Shown with its stack. */
class Defect extends Error {
    name = 'Defect';
}
/** A refusal made of one problem. */
function refuse(problem, options) {
    return new Refusal([problem], options);
}
/** The value of a result; throws a `Refusal` that holds its problems. For the edges: pure code passes results on. */
function unwrap(result) {
    if (result.ok)
        return result.value;
    throw new Refusal('code' in result.error ? [result.error] : result.error);
}
function renderPlace(at) {
    const position = [at.file, at.line, at.column].filter((part) => part !== undefined).join(':');
    return [at.input === undefined ? '' : `input ${at.input}`, position].filter((part) => part !== '').join(', ');
}
/** `place: message. Cure.` on one line. */
function renderProblem(problem) {
    const place = problem.at === undefined ? '' : renderPlace(problem.at);
    const cure = problem.cure === undefined ? '' : `. ${problem.cure}`;
    return `${place === '' ? '' : `${place}: `}${problem.message}${cure}`;
}

;// CONCATENATED MODULE: ./packages/kernel/build/tag.js

const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const number = '(0|[1-9][0-9]*)';
const identifier = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const releasePattern = new RegExp(`^v${number}\\.${number}\\.${number}(?:-(${identifier}(?:\\.${identifier})*))?$`);
function parseTag(text) {
    if (tagPattern.test(text))
        return result_ok(text);
    return result_err({
        code: 'E_KERNEL_TAG',
        message: `"${text}" is no tag of a registry`,
        cure: 'Use at most 128 letters, digits, "_", "." and "-", and begin with a letter, a digit or "_"',
    });
}
function parseReleaseTag(text) {
    const match = releasePattern.exec(text);
    if (match === null) {
        return err({
            code: 'E_KERNEL_RELEASE_TAG',
            message: `"${text}" is no release tag`,
            cure: 'Use v and a semantic version, such as v1.2.3 or v1.2.3-rc.1',
        });
    }
    const [, major = '', minor = '', patch = '', prerelease = ''] = match;
    return ok({ tag: text, version: text.slice(1), major: Number(major), minor: Number(minor), patch: Number(patch), prerelease });
}

;// CONCATENATED MODULE: ./packages/kernel/build/index.js







/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(1595);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
