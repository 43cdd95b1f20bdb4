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

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

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

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

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

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

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

/***/ 2667:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _contract_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5914);
/* harmony import */ var _render_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9783);
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4041);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6868);




/** The action for a terminal: the same inputs and the same verdict, for whoever looks at a binary that was released already. */
const command = {
    contract: _contract_js__WEBPACK_IMPORTED_MODULE_0__/* .contract */ .d,
    single: { asset: 'assets' },
    run: async (inputs, ports, json) => {
        const { result } = await (0,_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .verify */ .M)(inputs, ports);
        return { passed: result.passed, output: json ? (0,_result_js__WEBPACK_IMPORTED_MODULE_3__/* .renderResult */ .C)(result) : (0,_render_js__WEBPACK_IMPORTED_MODULE_1__/* .renderText */ .S)(result) };
    },
};


/***/ }),

/***/ 5914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ contract)
/* harmony export */ });
/* harmony import */ var _slipway_contract__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5129);

const contract = (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .QP)({
    name: 'embed-verify',
    title: 'Slipway: embed-verify',
    description: 'Proves that a binary contains each asset that it must embed: whole, for the right platform, and no placeholder.',
    branding: { icon: 'package', color: 'green' },
    inputs: {
        binary: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'The binary: a path, or a pattern that matches one file.' }),
        platform: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.platform */ .EZ.platform(), {
            description: 'The platform that the binary is for. Without it, it is taken for what it is, and nobody notices that it is the wrong one.',
        }),
        assets: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.text */ .EZ.text(), {
            description: 'What it must embed, one a line: a path, then, where you like, a kind and a platform, such as `assets/vmlinuz kernel linux/arm64`.',
        }),
        manifest: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), {
            description: 'The same as a JSON file, which can say more: a list of `{path, kind?, platform?, min-size?, digest?, members?, hosts?}`.',
        }),
        'go-package': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), {
            description: 'The package of a Go program, such as `./cmd/host`: what its sources embed for this platform is expected too. `go` has to be on the runner.',
        }),
        'go-module': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'The folder of the Go module that holds the package.', default: '.' }),
        proof: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'A proof manifest that `write-proof` wrote: its assets are checked again, and need not be there.' }),
        'guest-platform': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.platform */ .EZ.platform(), {
            description: 'The platform of assets that name none. Without it they have to be of the architecture of the binary.',
        }),
        'min-size': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.integer */ .EZ.integer({ min: 1, max: 2_000_000_000 }), {
            description: 'Bytes that an asset has at least, where the manifest does not say it. Less than 64 bytes stand in a large file by chance.',
            default: '64',
        }),
        extra: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.text */ .EZ.text(), {
            description: 'Patterns of files, one a line, of which the binary may embed only those that `assets` or the manifest declare: an older version beside the new one is found by it.',
        }),
        policy: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.text */ .EZ.text(), {
            description: 'What fails the step, as `subject=refuse` or `subject=warn`, separated by commas or line breaks. Subjects: `binary`, `packed`, `asset`, `content`, `unloaded`, `embed`, `extra`, or `all`. By default everything does.',
        }),
        result: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'A file to which the result is written as JSON, whatever it is.' }),
        'write-proof': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), {
            description: 'A file to which a proof manifest is written when all is proven: with it the same is checked later, without the assets.',
        }),
    },
    outputs: {
        verdict: { description: '`proven`; or, where the policy lets the step go on, `refused` or `packed`.' },
        assets: { description: 'How many assets were proven.' },
        result: {
            description: 'The result as JSON: the binary, each asset with its kind, size, state, offset and section, and what is wrong. Of more than 500 files the first ones.',
        },
        proof: { description: 'The path of the proof manifest that was written; empty where none was asked for.' },
    },
    permissions: { contents: { access: 'read', why: 'to check the repository out' } },
    requires: { go: 'with `go-package` only' },
});


/***/ }),

/***/ 9553:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _slipway_host_command_line__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4369);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2667);
/* harmony import */ var _contract_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5914);



// A terminal needs none of the runner's libraries, which take longer to load than a binary to be verified.
if (!(await (0,_slipway_host_command_line__WEBPACK_IMPORTED_MODULE_0__/* .startCommand */ .S0)(_command_js__WEBPACK_IMPORTED_MODULE_1__/* .command */ .G))) {
    const [{ start }, { run }] = await Promise.all([__nccwpck_require__.e(/* import() */ 842).then(__nccwpck_require__.bind(__nccwpck_require__, 9842)), __nccwpck_require__.e(/* import() */ 695).then(__nccwpck_require__.bind(__nccwpck_require__, 695))]);
    await start(_contract_js__WEBPACK_IMPORTED_MODULE_2__/* .contract */ .d, run);
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 9783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  B: () => (/* binding */ renderSummary),
  S: () => (/* binding */ renderText)
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





;// CONCATENATED MODULE: ./actions/embed-verify/build/render.js


/** A table in a step's summary shows so many rows; the rest is in the JSON result. */
const mostRows = 200;
const signs = { proven: '✅', refused: '❌', packed: '📦' };
/** The result for the step's summary: one table of the assets, and one of a Go program's files where no asset was declared. */
function renderSummary(result) {
    const { binary, verdict, assets, proof } = result;
    const sign = verdict !== 'proven' && result.passed ? '⚠️' : signs[verdict];
    const about = [binary.platforms.join(', '), markdown_renderSize(binary.size)].filter((part) => part !== '').join(', ');
    const title = `### ${sign} embed-verify: ${renderCode(binary.path)} (${about})`;
    const rows = [...assets.map(assetRow), ...proof.map(proofRow)];
    const tables = [assetTable(rows), rows.length === 0 ? embedTable(result) : '', extraLine(result)];
    return [title, ...tables].filter((part) => part !== '').join('\n\n');
}
function assetTable(rows) {
    if (rows.length === 0)
        return '';
    return withRest(['', 'asset', 'kind', 'architecture', 'size', 'in the binary', 'offset', 'section'], rows);
}
function assetRow({ path, ok, kind, architectures, size, places }) {
    const states = [...new Set(places.map(({ state }) => state))].join(', ');
    const offsets = places.flatMap((place) => ('offset' in place ? [String(place.offset)] : []));
    const sections = [...new Set(places.flatMap(({ state, section, loaded }) => (state === 'whole' ? [sectionText(section, loaded)] : [])))];
    const sizeText = size === undefined ? '' : markdown_renderSize(size);
    return [
        ok ? '✅' : '❌',
        renderCode(path),
        kind ?? '',
        architectures.join(' '),
        sizeText,
        kind === undefined ? 'missing' : states,
        offsets.join(', '),
        sections.join(', '),
    ];
}
function sectionText(section, loaded) {
    if (section === undefined)
        return loaded === true ? '' : 'behind the program';
    return `${renderCode(section)}${loaded === false ? ' (not loaded)' : ''}`;
}
function proofRow(one) {
    const offset = 'offset' in one ? String(one.offset) : '';
    const state = one.state === 'whole' && one.moved ? 'whole, moved' : one.state;
    return [one.state === 'whole' ? '✅' : '❌', renderCode(one.path), '', '', markdown_renderSize(one.size), state, offset, ''];
}
function embedTable({ embeds, problems }) {
    if (embeds === undefined || embeds.files.length === 0)
        return '';
    const isWrong = (name) => problems.some(({ subject, message }) => subject === 'embed' && message.includes(` embeds ${name}, `));
    const rows = embeds.files.map(({ name, size, offset, kind }) => [
        isWrong(name) ? '❌' : '✅',
        renderCode(name),
        kind ?? '',
        markdown_renderSize(size),
        offset === undefined ? '' : String(offset),
    ]);
    return withRest(['', 'embedded file', 'kind', 'size', 'offset'], rows);
}
function extraLine({ extras }) {
    if (extras.length === 0)
        return '';
    return `Files that match a pattern of \`extra\` and are not declared: ${extras.map(({ path, state }) => `${renderCode(path)} (${state === 'whole' ? 'embedded' : 'not embedded'})`).join(', ')}`;
}
function withRest(headers, rows) {
    const table = renderTable(headers, rows.slice(0, mostRows));
    return rows.length <= mostRows ? table : `${table}\n\n${rows.length - mostRows} more are in the JSON result.`;
}
/** The result for a terminal. */
function renderText(result) {
    const { binary, assets, embeds, proof, problems, verdict } = result;
    const lines = [
        `${binary.path}: ${[binary.format ?? 'no native file', ...binary.platforms].join(' ')}, ${binary.size} bytes`,
        ...assets.map(({ path, ok, kind, size, places }) => `  ${ok ? 'ok  ' : 'BAD '} ${path}: ${[kind ?? 'missing', ...(size === undefined ? [] : [`${size} bytes`]), ...places.map(placeText)].join(', ')}`),
        ...proof.map((one) => `  ${one.state === 'whole' ? 'ok  ' : 'BAD '} ${one.path}: ${one.size} bytes, ${one.state}${'offset' in one ? ` at ${one.offset}` : ''}`),
        ...(embeds?.files ?? []).map(({ name, size, offset }) => `  embed ${name}: ${size} bytes${offset === undefined ? '' : ` at ${offset}`}`),
        ...problems.map((problem) => `${problem.level === 'warn' ? 'warning' : 'refused'}: ${(0,build/* renderProblem */.yM)(problem)}`),
        verdict,
    ];
    return `${lines.join('\n')}\n`;
}
function placeText(place) {
    const section = place.section === undefined ? '' : ` in ${place.section}`;
    return `${place.image === '' ? '' : `${place.image}: `}${place.state}${'offset' in place ? ` at ${place.offset}${section}` : ''}`;
}


/***/ }),

/***/ 4041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ renderResult),
/* harmony export */   X: () => (/* binding */ toResult)
/* harmony export */ });
function toResult(facts, { verdict, passed, issues }) {
    const { binary, embeds, extras, proof } = facts;
    const native = binary.native.ok ? binary.native.value : undefined;
    const wrong = new Set(issues.map(({ of }) => of));
    return {
        version: 1,
        verdict,
        passed,
        binary: {
            path: binary.path,
            size: binary.size,
            format: native?.format,
            platforms: (native?.images ?? []).map(({ os, architecture, machine }) => `${os ?? 'unknown'}/${architecture ?? machine}`),
            packing: binary.packing,
        },
        assets: facts.assets.map((one) => toAsset(one, !wrong.has(one.asset.path))),
        embeds: embeds === undefined
            ? undefined
            : {
                tables: embeds.tables,
                files: embeds.files.flatMap(({ entry, sniffed }) => entry.kind === 'file' ? [{ name: entry.name, size: entry.size, offset: entry.offset, kind: sniffed?.kind }] : []),
            },
        extras: extras.map(({ path, size, places }) => ({ path, size, state: places[0]?.finding.state ?? 'absent' })),
        proof: (proof?.checked ?? []).map(({ path, image, size, sha256, finding }) => ({ path, image, size, sha256, ...finding })),
        problems: issues.map(({ of: _, ...issue }) => issue),
    };
}
function toAsset({ asset, file, places }, right) {
    const found = file.ok ? file.value : undefined;
    return {
        path: asset.path,
        ok: right,
        kind: found?.sniffed.kind,
        architectures: found?.sniffed.architectures ?? [],
        size: found?.size,
        sha256: found?.sha256,
        places: places.map(({ finding, ...place }) => ({ ...place, ...finding })),
    };
}
function renderResult(result) {
    return `${JSON.stringify(result, undefined, 2)}\n`;
}


/***/ }),

/***/ 6868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  M: () => (/* binding */ verify)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(4956);
;// CONCATENATED MODULE: ./packages/binary/build/fields.js
/** Thrown inside this room where headers contradict themselves; `readNative` turns it into a Problem. */
class fields_Malformed extends Error {
    name = 'Malformed';
    truncated;
    constructor(message, truncated = false) {
        super(message);
        this.truncated = truncated;
    }
}
/** No header table of an honest file is larger; a hostile one must not make us read gigabytes. */
const largestTable = 8 * 1024 * 1024;
/** Numbers in a piece of a header, read with their bounds checked. */
class fields_Fields {
    bytes;
    #view;
    #little;
    #what;
    constructor(bytes, little, what) {
        this.bytes = bytes;
        this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        this.#little = little;
        this.#what = what;
    }
    get length() {
        return this.bytes.length;
    }
    u8(at) {
        return this.#view.getUint8(this.#within(at, 1));
    }
    u16(at) {
        return this.#view.getUint16(this.#within(at, 2), this.#little);
    }
    u32(at) {
        return this.#view.getUint32(this.#within(at, 4), this.#little);
    }
    /** An address: kernels use the upper half of 64 bits, which a number cannot hold. */
    address(at, wide) {
        return wide ? this.#view.getBigUint64(this.#within(at, 8), this.#little) : BigInt(this.u32(at));
    }
    /** A file offset or a size, of 32 or 64 bits. */
    offset(at, wide) {
        const value = this.address(at, wide);
        if (value > BigInt(Number.MAX_SAFE_INTEGER))
            throw new fields_Malformed(`${this.#what} holds the impossible offset 0x${value.toString(16)}`);
        return Number(value);
    }
    /** Text up to the first zero byte, or to the end. */
    text(at, limit = 4096) {
        return textAt(this.bytes, at, limit);
    }
    #within(at, length) {
        if (at < 0 || at + length > this.bytes.length)
            throw new fields_Malformed(`${this.#what} ends too early`, true);
        return at;
    }
}
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Text up to the first zero byte; bytes that are no UTF-8 become replacement characters. */
function textAt(bytes, at, limit = 4096) {
    const end = bytes.subarray(at, at + limit).indexOf(0);
    return decoder.decode(bytes.subarray(at, end < 0 ? at + limit : at + end));
}
/** What the headers of the largest real programs take is less than a thousandth of this. */
const most = { reads: 5_000, bytes: 32 * 1024 * 1024 };
/** A reader that gives up on headers which send it round and round, or over the same megabytes again and again. Throws Malformed. */
function boundedReader(reader) {
    let [reads, bytes] = [0, 0];
    return {
        size: reader.size,
        read: (offset, length) => {
            reads += 1;
            bytes += Math.max(0, Math.min(length, reader.size - offset));
            if (reads > most.reads || bytes > most.bytes)
                throw new fields_Malformed('its headers name more than any real program has');
            return reader.read(offset, length);
        },
    };
}
/** Reads exactly `length` bytes; a file that ends before is truncated. */
function fields_readFields(reader, offset, length, little, what) {
    if (length > largestTable)
        throw new fields_Malformed(`${what} claims ${length} bytes`);
    if (offset + length > reader.size) {
        throw new fields_Malformed(`${what} would stand at ${offset} to ${offset + length}, but the file ends at ${reader.size}`, true);
    }
    const bytes = reader.read(offset, length);
    if (bytes.length < length)
        throw new fields_Malformed(`${what} could not be read whole`, true);
    return new fields_Fields(bytes, little, what);
}

;// CONCATENATED MODULE: ./packages/binary/build/der.js

const der_derTags = { boolean: 1, integer: 2, octets: 4, identifier: 6, utf8: 12, sequence: 0x30, set: 0x31, context0: 0xa0, context1: 0xa1 };
/** Reads the value that begins at a place. Only what Authenticode and entitlements use: one tag byte, lengths of up to four bytes. Throws Malformed. */
function der_readDer(bytes, at = 0) {
    const [tag, first] = [bytes[at], bytes[at + 1]];
    if (tag === undefined || first === undefined)
        throw new Malformed('its DER ends too early', true);
    if ((tag & 0x1f) === 0x1f)
        throw new Malformed('its DER has a tag of several bytes');
    const more = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80 || more > 4)
        throw new Malformed('its DER has a length of no definite form');
    let length = first < 0x80 ? first : 0;
    for (let index = 0; index < more; index++)
        length = length * 256 + (bytes[at + 2 + index] ?? 0);
    const start = at + 2 + more;
    if (start + length > bytes.length)
        throw new Malformed('its DER claims more bytes than there are', true);
    return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length), end: start + length };
}
/** A megabyte of two-byte values would fill a hundred with objects; no signature and no entitlements have nearly as many. */
const der_most = 65_536;
/** The values that stand one after another, such as the content of a sequence. Throws Malformed. */
function der_readDerList(bytes) {
    const values = [];
    for (let at = 0; at < bytes.length;) {
        if (values.length === der_most)
            throw new Malformed(`its DER has a list of more than ${der_most} values`);
        const value = der_readDer(bytes, at);
        values.push(value);
        at = value.end;
    }
    return values;
}
/** An object identifier in dots (X.690, 8.19). */
function der_objectIdentifier(content) {
    const parts = [];
    let value = 0;
    for (const byte of content) {
        value = value * 128 + (byte & 0x7f);
        if ((byte & 0x80) !== 0)
            continue;
        if (parts.length > 0)
            parts.push(value);
        else
            parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
        value = 0;
    }
    return parts.join('.');
}

;// CONCATENATED MODULE: ./packages/binary/build/authenticode-der.js



const oids = {
    signedData: '1.2.840.113549.1.7.2',
    indirectData: '1.3.6.1.4.1.311.2.1.4',
    messageDigest: '1.2.840.113549.1.9.4',
    nested: '1.3.6.1.4.1.311.2.4.1',
    timestamps: ['1.2.840.113549.1.9.6', '1.3.6.1.4.1.311.3.3.1'],
};
const algorithms = {
    '1.2.840.113549.2.5': 'md5',
    '1.3.14.3.2.26': 'sha1',
    '2.16.840.1.101.3.4.2.1': 'sha256',
    '2.16.840.1.101.3.4.2.2': 'sha384',
    '2.16.840.1.101.3.4.2.3': 'sha512',
};
const deepest = 8;
/**
 * Reads the signatures out of a PKCS #7 SignedData (RFC 2315, section 9; RFC 5652, section 5) whose content is SpcIndirectDataContent;
 * further ones stand in its unsigned attributes. Throws Malformed.
 */
function authenticode_der_readSignedData(bytes, depth = 0) {
    if (depth > deepest)
        throw new Malformed('its signatures nest too deep');
    const [kind, wrapped] = sequence(readDer(bytes));
    if (oidOf(kind) !== oids.signedData || wrapped === undefined)
        throw new Malformed('it is no PKCS #7 signed data');
    const parts = sequence(readDer(wrapped.content));
    const [, , content] = parts;
    const [contentKind, contentWrap] = content === undefined ? [] : sequence(content);
    if (oidOf(contentKind) !== oids.indirectData || contentWrap === undefined)
        throw new Malformed('what it signs is no file');
    const indirect = readDer(contentWrap.content);
    const signer = parts.filter(({ tag }) => tag === derTags.set).at(-1);
    const signers = signer === undefined || parts.indexOf(signer) < 3 ? [] : readDerList(signer.content);
    const attributes = (tag) => signers.flatMap((one) => sequence(one)
        .filter((part) => part.tag === tag)
        .flatMap((part) => readDerList(part.content)));
    const [signed, unsigned] = [attributes(derTags.context0), attributes(derTags.context1)];
    const nested = valuesOf(unsigned, [oids.nested]).flatMap((value) => authenticode_der_readSignedData(value.whole, depth + 1));
    const own = {
        ...readDigest(indirect),
        sealed: isSealed(indirect, valuesOf(signed, [oids.messageDigest])),
        timestamped: valuesOf(unsigned, oids.timestamps).length > 0,
    };
    return [own, ...nested];
}
function sequence(value) {
    if (value.tag !== derTags.sequence)
        throw new Malformed(`its DER has the tag 0x${value.tag.toString(16)} where a sequence is due`);
    return readDerList(value.content);
}
function oidOf(value) {
    return value?.tag === derTags.identifier ? objectIdentifier(value.content) : '';
}
/** SpcIndirectDataContent: what kind of file it is, then a DigestInfo. */
function readDigest(indirect) {
    const info = sequence(indirect)[1];
    const [algorithm, digest] = info === undefined ? [] : sequence(info);
    if (algorithm === undefined || digest?.tag !== derTags.octets)
        throw new Malformed('it holds no digest');
    return { algorithm: algorithms[oidOf(sequence(algorithm)[0])], digest: Buffer.from(digest.content).toString('hex') };
}
function valuesOf(attributes, kinds) {
    return attributes.flatMap((attribute) => {
        const [kind, values] = sequence(attribute);
        return values !== undefined && kinds.includes(oidOf(kind)) ? readDerList(values.content) : [];
    });
}
/** What is signed is the content of SpcIndirectDataContent, without its tag and length (RFC 2315, section 9.3). The hash tells itself by its length. */
function isSealed(indirect, digests) {
    const names = { 16: 'md5', 20: 'sha1', 32: 'sha256', 48: 'sha384', 64: 'sha512' };
    return digests.some(({ content }) => {
        const name = names[content.length];
        return name !== undefined && Buffer.compare(createHash(name).update(indirect.content).digest(), content) === 0;
    });
}

;// CONCATENATED MODULE: ./packages/binary/build/image.js
/** The place in the file of an address in memory, when the file holds it. Segments do not overlap in memory, or nothing would load them. */
function image_offsetOf(segments, address) {
    const order = inOrder(segments);
    let [low, high] = [0, order.length];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (order[middle].address <= address)
            low = middle + 1;
        else
            high = middle;
    }
    const segment = order[low - 1];
    return segment === undefined || address >= segment.address + BigInt(segment.size) ? undefined : segment.offset + Number(address - segment.address);
}
const orders = new WeakMap();
/** What the file holds of an image, by address: a program has a few segments, and a hostile one a hundred thousand. */
function inOrder(segments) {
    const known = orders.get(segments);
    if (known !== undefined)
        return known;
    const order = segments.filter(({ size }) => size > 0).sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
    orders.set(segments, order);
    return order;
}
/** The section that holds a range of the file whole. */
function sectionAt(images, offset, size) {
    const holds = (section) => section.size > 0 && offset >= section.offset && offset + size <= section.offset + section.size;
    return images.flatMap((image) => image.sections.filter(holds))[0];
}
/** The furthest of some places in a file; a list may be long, so it is never spread into arguments. */
function furthest(places) {
    return places.reduce((far, place) => Math.max(far, place), 0);
}

;// CONCATENATED MODULE: ./packages/binary/build/machines.js
/** Machine numbers and the names that Go gives the same architectures (`go tool dist list`). */
/** ELF gABI, chapter 4, "e_machine", and the registry of https://groups.google.com/g/generic-abi; 0x9026 is older than it. */
const elfNames = {
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
};
/** The machine of an ELF file: byte order and class split some of them. */
function elfMachine(number, bits, little) {
    return { name: elfNames[number] ?? `machine ${number}`, architecture: elfArchitecture(number, bits === 64, little) };
}
function elfArchitecture(number, wide, little) {
    switch (number) {
        case 3:
            return '386';
        case 8:
            return `mips${wide ? '64' : ''}${little ? 'le' : ''}`;
        case 21:
            return little ? 'ppc64le' : 'ppc64';
        case 22:
            return wide ? 's390x' : undefined;
        case 40:
            return little ? 'arm' : undefined;
        case 43:
            return 'sparc64';
        case 62:
            // 32 bits on this machine is the x32 ABI, which Go does not know.
            return wide ? 'amd64' : undefined;
        case 183:
            return wide && little ? 'arm64' : undefined;
        case 243:
            return wide ? 'riscv64' : 'riscv';
        case 258:
            return wide ? 'loong64' : undefined;
        default:
            return undefined;
    }
}
/** Microsoft PE format, "Machine Types". */
function peMachine(number) {
    const known = {
        332: { name: 'I386', architecture: '386' },
        448: { name: 'ARM', architecture: 'arm' },
        452: { name: 'ARMNT', architecture: 'arm' },
        512: { name: 'IA64' },
        3772: { name: 'EBC' },
        20580: { name: 'RISCV64', architecture: 'riscv64' },
        25188: { name: 'LOONGARCH64', architecture: 'loong64' },
        34404: { name: 'AMD64', architecture: 'amd64' },
        43620: { name: 'ARM64', architecture: 'arm64' },
    };
    return known[number] ?? { name: `machine 0x${number.toString(16)}` };
}
/** Apple's mach/machine.h, "Machine types". */
function machoMachine(number) {
    const known = {
        7: { name: 'CPU_TYPE_I386', architecture: '386' },
        12: { name: 'CPU_TYPE_ARM', architecture: 'arm' },
        18: { name: 'CPU_TYPE_POWERPC' },
        16777223: { name: 'CPU_TYPE_X86_64', architecture: 'amd64' },
        16777228: { name: 'CPU_TYPE_ARM64', architecture: 'arm64' },
        33554444: { name: 'CPU_TYPE_ARM64_32' },
        16777234: { name: 'CPU_TYPE_POWERPC64', architecture: 'ppc64' },
    };
    return known[number] ?? { name: `CPU type 0x${number.toString(16)}` };
}

;// CONCATENATED MODULE: ./packages/binary/build/pe.js



/**
 * Reads a PE32 or PE32+ image (Microsoft PE format). Undefined for an `MZ` file without a PE header, which is a DOS program or
 * something else that begins with these letters. Throws Malformed.
 */
function readPe(reader) {
    const headers = pe_readPeHeaders(reader);
    if (headers === undefined)
        return undefined;
    const { coff, optional } = headers;
    const { sections, segments } = readSections(reader, coff, optional);
    const { name, architecture } = peMachine(coff.machine);
    const needed = readImports(reader, optional, segments);
    const purpose = (coff.characteristics & 0x2000) !== 0 ? 'library' : (coff.characteristics & 2) !== 0 ? 'executable' : 'object';
    const certificates = optional?.directories[4];
    const ends = sections.map((one) => one.offset + one.size);
    return {
        format: 'pe',
        bits: optional?.wide === true ? 64 : 32,
        endian: 'little',
        machine: name,
        architecture,
        os: systemOf(optional?.subsystem ?? 0),
        purpose,
        linking: needed.length > 0 || purpose === 'library' ? 'dynamic' : 'static',
        interpreter: undefined,
        needed,
        soname: undefined,
        runPaths: [],
        minimumOs: optional?.version,
        sections,
        segments,
        range: { offset: 0, size: reader.size },
        // Entry 4, the certificate table, is the only directory that holds a file offset.
        end: furthest([coff.at + 20 + coff.optionalSize + 40 * coff.sections, (certificates?.address ?? 0) + (certificates?.size ?? 0), ...ends]),
    };
}
/** The COFF and the optional header; undefined where no PE signature is. Throws Malformed. */
function pe_readPeHeaders(reader) {
    if (reader.size < 64)
        return undefined;
    const at = fields_readFields(reader, 0, 64, true, 'the DOS header').u32(60);
    const signature = reader.read(at, 4);
    if (signature.length < 4 || textAt(signature, 0, 2) !== 'PE' || signature[2] !== 0 || signature[3] !== 0)
        return undefined;
    const coff = readCoff(reader, at + 4);
    return { coff, optional: readOptional(reader, coff) };
}
function readCoff(reader, at) {
    const fields = fields_readFields(reader, at, 20, true, 'the COFF header');
    return {
        at,
        machine: fields.u16(0),
        sections: fields.u16(2),
        symbols: fields.u32(8),
        symbolCount: fields.u32(12),
        optionalSize: fields.u16(16),
        characteristics: fields.u16(18),
    };
}
function readOptional(reader, coff) {
    if (coff.optionalSize === 0)
        return undefined;
    const fields = fields_readFields(reader, coff.at + 20, coff.optionalSize, true, 'the optional header');
    const magic = fields.u16(0);
    if (magic !== 0x10b && magic !== 0x20b)
        throw new fields_Malformed(`its optional header has the unknown magic 0x${magic.toString(16)}`);
    const wide = magic === 0x20b;
    const first = wide ? 112 : 96;
    const count = Math.min(fields.u32(first - 4), 16);
    const directories = Array.from({ length: count }, (_, index) => ({ address: fields.u32(first + 8 * index), size: fields.u32(first + 8 * index + 4) }));
    return {
        at: coff.at + 20,
        wide,
        base: fields.address(wide ? 24 : 28, wide),
        subsystem: fields.u16(68),
        version: `${fields.u16(48)}.${fields.u16(50)}`,
        headersEnd: fields.u32(60),
        checksum: fields.u32(64),
        first,
        directories,
    };
}
/** "Windows Subsystem": 10 to 13 are EFI programs, as a Linux kernel with an EFI stub is one. */
function systemOf(subsystem) {
    if (subsystem >= 10 && subsystem <= 13)
        return 'uefi';
    return subsystem === 1 || subsystem === 2 || subsystem === 3 || subsystem === 9 ? 'windows' : undefined;
}
function readSections(reader, coff, optional) {
    const sections = [];
    const segments = [];
    const fields = fields_readFields(reader, coff.at + 20 + coff.optionalSize, 40 * coff.sections, true, 'the section table');
    for (let at = 0; at < fields.length; at += 40) {
        const [virtualSize, virtual, size, offset, flags] = [fields.u32(at + 8), fields.u32(at + 12), fields.u32(at + 16), fields.u32(at + 20), fields.u32(at + 36)];
        const address = (optional?.base ?? 0n) + BigInt(virtual);
        const [writable, executable] = [(flags & 0x8000_0000) !== 0, (flags & 0x2000_0000) !== 0];
        // 0x02000000 is IMAGE_SCN_MEM_DISCARDABLE: debug data and relocations.
        sections.push({
            name: sectionName(reader, coff, fields, at),
            offset,
            size: offset === 0 ? 0 : size,
            address,
            loaded: (flags & 0x0200_0000) === 0,
            writable,
            executable,
        });
        if (offset !== 0)
            segments.push({ offset, size: virtualSize === 0 ? size : Math.min(size, virtualSize), address, writable, executable });
    }
    return { sections, segments };
}
/** A name of more than 8 letters is `/` and a place in the string table behind the symbols (COFF; MinGW and Go write it in images too). */
function sectionName(reader, coff, fields, at) {
    const name = fields.text(at, 8);
    if (!/^\/[0-9]{1,7}$/.test(name) || coff.symbols === 0)
        return name;
    const place = coff.symbols + 18 * coff.symbolCount + Number(name.slice(1));
    return place >= reader.size ? name : textAt(reader.read(place, 256), 0, 256);
}
/** The names in the import directory table (PE format, "The .idata Section"). What is loaded only when it is first used is not among them. */
function readImports(reader, optional, segments) {
    const directory = optional?.directories[1];
    if (optional === undefined || directory === undefined || directory.address === 0)
        return [];
    const place = (address) => image_offsetOf(segments, optional.base + BigInt(address));
    const start = place(directory.address);
    // Files that were split off for debugging keep the headers and lose the data.
    if (start === undefined)
        return [];
    const names = [];
    // Entries of 20 bytes up to one whose name is 0; more libraries than this load nowhere.
    for (let index = 0; index < 1024; index++) {
        const name = fields_readFields(reader, start + 20 * index, 20, true, 'the import table').u32(12);
        if (name === 0)
            return names;
        const at = place(name);
        if (at === undefined)
            throw new fields_Malformed('the name of an imported library lies outside every section');
        names.push(textAt(reader.read(at, 256), 0, 256));
    }
    throw new fields_Malformed('its import table has no end');
}

;// CONCATENATED MODULE: ./packages/binary/build/authenticode.js






/** A certificate table of an honest file has a few tens of kilobytes. */
const largest = (/* unused pure expression or super */ null && (16 * 1024 * 1024));
const piece = (/* unused pure expression or super */ null && (1024 * 1024));
const cure = 'Sign the file again, as the last step that writes to it';
/**
 * Compares the digests of Authenticode signatures with the file (Microsoft, "Windows Authenticode Portable Executable Signature Format",
 * and the PE format's "Attribute Certificate Table"); undefined when it is not signed. The digest covers the file but its checksum, the
 * entry of the certificate table and the table itself. It does not judge whether the signer can be trusted, nor verify page hashes.
 */
function checkAuthenticode(reader, image) {
    try {
        return ok(image.format === 'pe' ? check(reader) : undefined);
    }
    catch (error) {
        if (!(error instanceof Malformed))
            throw error;
        return err({ code: 'E_BINARY_SIGNATURE', message: `has a damaged Authenticode signature: ${error.message}`, cure });
    }
}
function check(reader) {
    const layout = findTable(reader);
    if (layout === undefined)
        return undefined;
    const { offset, size } = layout;
    const { signatures, others } = readTable(reader, layout);
    const sums = digests(reader, layout, [...new Set(signatures.flatMap(({ algorithm }) => algorithm ?? []))]);
    return {
        offset,
        size,
        others,
        behind: Math.max(0, reader.size - offset - size),
        signatures: signatures.map((one) => {
            const computed = one.algorithm === undefined ? undefined : sums.get(one.algorithm);
            const state = !one.sealed ? 'unsealed' : computed === undefined ? 'unknown' : computed === one.digest ? 'same' : 'altered';
            return { ...one, computed, state };
        }),
    };
}
/** The certificate table is the fifth directory; of all directories it alone holds a place in the file. */
function findTable(reader) {
    const optional = readPeHeaders(reader)?.optional;
    const directory = optional?.directories[4];
    if (optional === undefined || directory === undefined || directory.address === 0 || directory.size === 0)
        return undefined;
    const { address: offset, size } = directory;
    if (offset + size > reader.size)
        throw new Malformed(`it would stand at ${offset} to ${offset + size}, but the file ends at ${reader.size}`, true);
    if (size > largest)
        throw new Malformed(`it claims ${size} bytes`);
    const layout = { checksum: optional.at + 64, entry: optional.at + optional.first + 32, offset, size };
    if (offset < layout.entry + 8)
        throw new Malformed('it stands in the headers');
    return layout;
}
/** WIN_CERTIFICATE entries, each at a multiple of 8; kind 2 is PKCS #7. */
function readTable(reader, { offset, size }) {
    const signatures = [];
    let others = 0;
    for (let at = 0; at + 8 <= size;) {
        const head = readFields(reader, offset + at, 8, true, 'an entry of the certificate table');
        const [length, kind] = [head.u32(0), head.u16(6)];
        // What is left may be padding.
        if (length === 0)
            break;
        if (length < 8 || at + length > size)
            throw new Malformed(`an entry of its certificate table claims ${length} bytes`);
        if (kind === 2)
            signatures.push(...readSignedData(Uint8Array.from(reader.read(offset + at + 8, length - 8))));
        else
            others += 1;
        at += Math.ceil(length / 8) * 8;
    }
    if (signatures.length + others === 0)
        throw new Malformed('its certificate table is empty');
    return { signatures, others };
}
/** All digests in one pass. */
function digests(reader, layout, algorithms) {
    const sums = new Map(algorithms.map((name) => [name, createHash(name)]));
    const ranges = [
        [0, layout.checksum],
        [layout.checksum + 4, layout.entry],
        [layout.entry + 8, layout.offset],
        [layout.offset + layout.size, reader.size],
    ];
    const buffer = new Uint8Array(Math.min(piece, reader.size));
    for (const [from, to] of sums.size === 0 ? [] : ranges) {
        for (let at = from; at < to; at += piece) {
            const bytes = readThrough(reader, at, Math.min(piece, to - at), buffer);
            for (const sum of sums.values())
                sum.update(bytes);
        }
    }
    return new Map([...sums].map(([name, sum]) => [name, sum.digest('hex')]));
}

;// CONCATENATED MODULE: ./packages/binary/build/code-directory.js


/** The hashes of a Mach-O code signature, by their number in the file (xnu, osfmk/kern/cs_blobs.h). */
const hashes = {
    1: { name: 'sha1', algorithm: 'sha1', size: 20 },
    2: { name: 'sha256', algorithm: 'sha256', size: 32 },
    3: { name: 'sha256-truncated', algorithm: 'sha256', size: 20 },
    4: { name: 'sha384', algorithm: 'sha384', size: 48 },
};
const flagNames = (/* unused pure expression or super */ null && ([
    [0x1, 'host'],
    [0x2, 'adhoc'],
    [0x4, 'get-task-allow'],
    [0x8, 'installer'],
    [0x10, 'forced-lv'],
    [0x20, 'invalid-allowed'],
    [0x100, 'hard'],
    [0x200, 'kill'],
    [0x400, 'check-expiration'],
    [0x800, 'restrict'],
    [0x1000, 'enforcement'],
    [0x2000, 'library-validation'],
    [0x10000, 'runtime'],
    [0x20000, 'linker-signed'],
]));
const smallestPageBits = 9;
/** Reads the blob of a code directory (cs_blobs.h, `CodeDirectory`; numbers are big-endian). Throws Malformed. */
function code_directory_readDirectory(blob) {
    const fields = new Fields(blob, false, 'a code directory');
    const version = fields.u32(8);
    const kind = hashes[fields.u8(37)];
    if (kind === undefined || fields.u8(36) !== kind.size)
        throw new Malformed(`a code directory has hashes of type ${fields.u8(37)} and ${fields.u8(36)} bytes`);
    const [hashOffset, specials, pages] = [fields.u32(16), fields.u32(24), fields.u32(28)];
    if (hashOffset < specials * kind.size || hashOffset + pages * kind.size > blob.length)
        throw new Malformed('the hashes of a code directory lie outside of it');
    if (version >= 0x20100 && fields.u32(44) !== 0)
        throw new Malformed('its code directory is scattered, which no current system writes');
    const pageBits = fields.u8(39);
    const wideLimit = version >= 0x20300 ? fields.offset(56, true) : 0;
    const codeLimit = wideLimit === 0 ? fields.u32(32) : wideLimit;
    const pageSize = pageBits === 0 ? codeLimit : 2 ** pageBits;
    // 0 makes the whole image one page; the kernel has pages of 4 and of 16 KiB, and smaller ones only cost time.
    if ((pageBits > 0 && pageBits < smallestPageBits) || pageBits > 30 || pages !== (codeLimit === 0 ? 0 : Math.ceil(codeLimit / pageSize))) {
        throw new Malformed(`a code directory has ${pages} page hashes for ${codeLimit} bytes`);
    }
    const teamOffset = version >= 0x20200 ? fields.u32(48) : 0;
    const runtime = version >= 0x20500 ? fields.u32(88) : 0;
    const info = {
        hash: kind.name,
        flags: namesOf(fields.u32(12)),
        identifier: fields.text(fields.u32(20)),
        teamId: teamOffset === 0 ? undefined : fields.text(teamOffset),
        codeLimit,
        pageSize,
        pages,
        runtimeVersion: runtime === 0 ? undefined : `${runtime >>> 16}.${(runtime >>> 8) & 0xff}.${runtime & 0xff}`,
        cdhash: createHash(kind.algorithm).update(blob).digest('hex').slice(0, 40),
    };
    const table = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
    return {
        info,
        hashSize: kind.size,
        slot: (index) => table.toString('hex', hashOffset + index * kind.size, hashOffset + (index + 1) * kind.size),
        specials,
        // The one-shot form, and text: twice as fast for pages as an object and a buffer for each.
        digest: (bytes) => hash(kind.algorithm, bytes, 'hex').slice(0, 2 * kind.size),
    };
}
function namesOf(flags) {
    const known = flagNames.filter(([bit]) => (flags & bit) !== 0);
    const rest = (flags & ~known.reduce((all, [bit]) => all | bit, 0)) >>> 0;
    return [...known.map(([, name]) => name), ...(rest === 0 ? [] : [`0x${rest.toString(16)}`])];
}

;// CONCATENATED MODULE: ./packages/binary/build/code-pages.js


/** The special slots whose content stands in the signature itself; those of Info.plist and of resources seal files beside the program. */
const parts = {
    2: 'requirements',
    5: 'entitlements',
    7: 'DER entitlements',
    8: 'launch constraints',
    9: 'parent launch constraints',
    10: 'responsible launch constraints',
    11: 'library constraints',
};
/** Compares the parts that stand in the signature with the hashes in a directory's special slots. */
function code_pages_compareSlots(directory, blobs, tell) {
    for (const [key, part] of Object.entries(parts)) {
        const slot = Number(key);
        const bytes = blobs.find((one) => one.slot === slot)?.bytes;
        const sealed = slot <= directory.specials ? directory.slot(-slot) : undefined;
        const empty = sealed === undefined || /^0*$/.test(sealed);
        if (bytes === undefined && empty)
            continue;
        const state = bytes === undefined ? 'missing' : empty ? 'unsealed' : directory.digest(bytes) === sealed ? undefined : 'altered';
        if (state !== undefined)
            tell({ what: 'part', hash: directory.info.hash, part, state });
    }
}
const chunk = (/* unused pure expression or super */ null && (1024 * 1024));
/** Compares all pages with all directories, in one pass over the image where the pages are of a usual size. */
function code_pages_comparePages(image, start, directories, tell) {
    const usual = directories.filter(({ info }) => info.pageSize <= chunk && info.pageSize > 0);
    const end = usual.reduce((far, { info }) => Math.max(far, info.codeLimit), 0);
    const buffer = new Uint8Array(Math.min(chunk, end));
    for (let base = 0; base < end; base += chunk) {
        const bytes = readThrough(image, base, Math.min(chunk, end - base), buffer);
        for (const directory of usual)
            compareChunk(bytes, base, start, directory, tell);
    }
    for (const directory of directories)
        if (!usual.includes(directory))
            compareLarge(image, start, directory, tell);
}
/** Page sizes are powers of two, so that no page lies across the edge of a chunk. */
function compareChunk(bytes, base, start, { info, slot, digest }, tell) {
    const { pageSize, codeLimit, hash } = info;
    for (let at = 0; at < bytes.length && base + at < codeLimit; at += pageSize) {
        const page = (base + at) / pageSize;
        const size = Math.min(pageSize, codeLimit - base - at);
        if (digest(bytes.subarray(at, at + size)) !== slot(page))
            tell({ what: 'page', hash, page, offset: start + base + at, size });
    }
}
/** Pages of more than a chunk; a page size of 0 makes the whole image one page. */
function compareLarge(image, start, { info, slot, hashSize }, tell) {
    const { pageSize, codeLimit, pages, hash } = info;
    for (let page = 0; page < pages; page++) {
        const size = Math.min(pageSize, codeLimit - page * pageSize);
        const sum = createHash(hash === 'sha256-truncated' ? 'sha256' : hash);
        for (let done = 0; done < size; done += chunk)
            sum.update(image.read(page * pageSize + done, Math.min(chunk, size - done)));
        if (sum.digest('hex').slice(0, 2 * hashSize) !== slot(page))
            tell({ what: 'page', hash, page, offset: start + page * pageSize, size });
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/entitlements-der.js


/** Apple's own tags: application 16 around the whole, context 16 around a dictionary; older files use a set for a dictionary. */
const whole = 0x70;
const dictionary = 0xb0;
const entitlements_der_deepest = 32;
/**
 * Reads the DER form of entitlements, in which systems since macOS 12 look (Apple's "TN3125: Inside Code Signing: Provisioning Profiles"
 * names it; the layout is that of libCoreEntitlements): a version, then a dictionary of pairs. Throws Malformed.
 */
function entitlements_der_readDerEntitlements(bytes) {
    const outer = readDer(bytes);
    if (outer.tag !== whole)
        return readNode(outer, 0);
    const [version, body] = readDerList(outer.content);
    if (version?.tag !== derTags.integer || body === undefined)
        throw new Malformed('its DER entitlements have no version');
    return readNode(body, 0);
}
function readNode({ tag, content }, depth) {
    if (depth > entitlements_der_deepest)
        throw new Malformed('its DER entitlements nest too deep');
    switch (tag) {
        case derTags.boolean:
            return content[0] !== 0;
        case derTags.integer:
            if (content.length > 6)
                throw new Malformed('its DER entitlements hold a number of more than 48 bits');
            return content.reduce((value, byte, index) => (index === 0 && byte > 127 ? byte - 256 : value * 256 + byte), 0);
        case derTags.utf8:
            return new TextDecoder().decode(content);
        case derTags.sequence:
            return readDerList(content).map((one) => readNode(one, depth + 1));
        case derTags.set:
        case dictionary:
            return Object.fromEntries(readDerList(content).map((pair) => readPair(pair, depth)));
        default:
            throw new Malformed(`its DER entitlements hold the unknown tag 0x${tag.toString(16)}`);
    }
}
function readPair(pair, depth) {
    const [key, value] = pair.tag === derTags.sequence ? readDerList(pair.content) : [];
    if (key?.tag !== derTags.utf8 || value === undefined)
        throw new Malformed('its DER entitlements hold a key that is no text');
    return [new TextDecoder().decode(key.content), readNode(value, depth + 1)];
}

;// CONCATENATED MODULE: ./packages/binary/build/macho-commands.js

/** The first four bytes as they stand in the file. */
const shapes = {
    4277009102: { wide: false, little: false },
    4277009103: { wide: true, little: false },
    3472551422: { wide: false, little: true },
    3489328638: { wide: true, little: true },
};
/** Width and byte order by the first four bytes, read as a big-endian number; undefined for another magic. */
function machoShape(magic) {
    return shapes[magic];
}
/** Reads the load commands of a thin file, or of one slice of a fat one. Throws Malformed. */
function macho_commands_readLoadCommands(reader) {
    const magic = fields_readFields(reader, 0, 4, false, 'the Mach-O magic').u32(0);
    const shape = machoShape(magic);
    if (shape === undefined)
        throw new fields_Malformed(`a slice has the unknown magic 0x${magic.toString(16)}`);
    const { wide, little } = shape;
    const header = fields_readFields(reader, 0, wide ? 32 : 28, little, 'the Mach-O header');
    const fields = fields_readFields(reader, header.length, header.u32(20), little, 'the load commands');
    const list = [];
    for (let at = 0; list.length < header.u32(16);) {
        const [command, size] = [fields.u32(at), fields.u32(at + 4)];
        if (size < 8 || at + size > fields.length)
            throw new fields_Malformed(`load command ${list.length + 1} claims ${size} bytes`);
        list.push({ command, at, size });
        at += size;
    }
    return { wide, little, header, fields, list };
}
/** The text of a command whose third word says where it begins (`lc_str`). */
function loadCommandText(fields, at) {
    return fields.text(at + fields.u32(at + 8), Math.max(0, fields.u32(at + 4) - fields.u32(at + 8)));
}

;// CONCATENATED MODULE: ./packages/binary/build/code-signature.js







const code_signature_most = 1000;
/** Page hashes of 4 GiB, twice; nothing honest is larger. */
const largestSignature = (/* unused pure expression or super */ null && (128 * 1024 * 1024));
/** A few hundred times what the most demanding program asks for. */
const largestEntitlements = (/* unused pure expression or super */ null && (1024 * 1024));
/** The first directory and five alternates (cs_blobs.h, CSSLOT_ALTERNATE_CODEDIRECTORY_MAX). */
const mostDirectories = 6;
const slots = { directory: 0, entitlements: 5, derEntitlements: 7, alternates: 0x1000, cms: 0x10000 };
const code_signature_cure = 'Sign the file again, as the last step that writes to it';
/**
 * Reads the signature of one Mach-O image (xnu, osfmk/kern/cs_blobs.h), on any system; undefined when it has none. `reader` is over the
 * whole file. It does not judge whether its certificates can be trusted, nor whether Apple notarized it: that takes Apple's own tools.
 */
function readCodeSignature(reader, image) {
    return guarded(() => readRaw(reader, image)?.signature);
}
/**
 * Reads the signature and compares every page of the image, and every blob in the signature, with its hash; undefined when there is none.
 * Reads the image once, whatever the number of directories. Offsets in differences count from the start of the file.
 */
function checkCodeSignature(reader, image) {
    return guarded(() => {
        const raw = readRaw(reader, image);
        if (raw === undefined)
            return undefined;
        const { signature, directories, blobs } = raw;
        const { offset: start, size } = image.range;
        const differences = [];
        let count = 0;
        const tell = (difference) => {
            count += 1;
            if (differences.length < code_signature_most)
                differences.push(difference);
        };
        for (const directory of directories) {
            if (start + directory.info.codeLimit !== signature.offset) {
                const from = Math.min(start + directory.info.codeLimit, signature.offset);
                tell({ what: 'unsigned', hash: directory.info.hash, offset: from, size: Math.max(signature.offset, start + directory.info.codeLimit) - from });
            }
            compareSlots(directory, blobs, tell);
        }
        const end = signature.offset + signature.size;
        if (end < start + size)
            tell({ what: 'unsigned', hash: undefined, offset: end, size: start + size - end });
        comparePages(partOf(reader, start, size), start, directories, tell);
        return { signature, differences, count };
    });
}
function guarded(read) {
    try {
        return ok(read());
    }
    catch (error) {
        if (!(error instanceof Malformed))
            throw error;
        const message = `has a damaged code signature: ${error.message}`;
        return err({ code: 'E_BINARY_SIGNATURE', message, cure: code_signature_cure });
    }
}
function readRaw(reader, image) {
    if (image.format !== 'mach-o')
        return undefined;
    const slice = partOf(reader, image.range.offset, image.range.size);
    const { fields, list } = readLoadCommands(slice);
    const command = list.find((one) => one.command === 0x1d);
    if (command === undefined)
        return undefined;
    const [offset, size] = [fields.u32(command.at + 8), fields.u32(command.at + 12)];
    if (offset + size > slice.size)
        throw new Malformed(`it would stand at ${offset} to ${offset + size}, but the image ends at ${slice.size}`, true);
    const blobs = readBlobs(partOf(slice, offset, size));
    const directories = readDirectories(blobs, slice.size);
    const blob = (slot) => blobs.find((one) => one.slot === slot)?.bytes.subarray(8);
    const [xml, der, cms] = [blob(slots.entitlements), blob(slots.derEntitlements), blob(slots.cms)];
    if (Math.max(xml?.length ?? 0, der?.length ?? 0) > largestEntitlements)
        throw new Malformed('its entitlements have more than 1 MiB');
    const signature = {
        offset: image.range.offset + offset,
        size,
        directories: directories.map(({ info }) => info),
        entitlements: xml === undefined ? undefined : new TextDecoder().decode(xml),
        derEntitlements: der === undefined ? undefined : readDerEntitlements(der),
        cms: cms === undefined ? 'absent' : cms.length === 0 ? 'empty' : 'present',
    };
    return { signature, directories, blobs };
}
function readDirectories(blobs, size) {
    const found = blobs.filter(({ slot }) => slot === slots.directory || (slot >= slots.alternates && slot < slots.alternates + 8));
    if (found.length === 0)
        throw new Malformed('it has no code directory');
    if (found.length > mostDirectories)
        throw new Malformed(`it has ${found.length} code directories`);
    const directories = found.map(({ bytes }) => readDirectory(bytes));
    const long = directories.find(({ info }) => info.codeLimit > size);
    if (long !== undefined)
        throw new Malformed(`a code directory is for ${long.info.codeLimit} bytes, but the image has ${size}`, true);
    return directories;
}
/** The index of an embedded signature: kinds and places of blobs, each with its magic and its length in front. */
function readBlobs(reader) {
    const head = readFields(reader, 0, 12, false, 'its header');
    if (head.u32(0) !== 0xfade_0cc0)
        throw new Malformed(`its magic is 0x${head.u32(0).toString(16)}`);
    const count = head.u32(8);
    if (count > 64)
        throw new Malformed(`it claims ${count} parts`);
    if (reader.size > largestSignature)
        throw new Malformed(`it claims ${reader.size} bytes`);
    const index = readFields(reader, 12, 8 * count, false, 'its index');
    let left = reader.size;
    return Array.from({ length: count }, (_, number) => {
        const [slot, offset] = [index.u32(8 * number), index.u32(8 * number + 4)];
        const length = readFields(reader, offset, 8, false, `part ${number + 1}`).u32(4);
        // Together the parts are no longer than the signature: they do not overlap.
        left -= length;
        if (length < 8 || left < 0 || offset + length > reader.size)
            throw new Malformed(`part ${number + 1} claims ${length} bytes`);
        // Copied: these bytes are kept while others are read.
        return { slot, bytes: Uint8Array.from(reader.read(offset, length)) };
    });
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(8522);
;// CONCATENATED MODULE: ./packages/binary/build/elf-header.js

const load = 1;
/** Reads the ELF header. Throws Malformed. */
function readElfHeader(reader) {
    const ident = fields_readFields(reader, 0, 16, true, 'the ELF identification');
    const [klass, order] = [ident.u8(4), ident.u8(5)];
    if (klass !== 1 && klass !== 2)
        throw new fields_Malformed(`its ELF class ${klass} is neither 32 nor 64 bits`);
    if (order !== 1 && order !== 2)
        throw new fields_Malformed(`its ELF byte order ${order} is neither little nor big`);
    const [wide, little] = [klass === 2, order === 1];
    const fields = fields_readFields(reader, 0, wide ? 64 : 52, little, 'the ELF header');
    const at = wide ? { phoff: 32, shoff: 40, rest: 54 } : { phoff: 28, shoff: 32, rest: 42 };
    const programs = { offset: fields.offset(at.phoff, wide), entry: fields.u16(at.rest), count: fields.u16(at.rest + 2) };
    const sections = { offset: fields.offset(at.shoff, wide), entry: fields.u16(at.rest + 4), count: fields.u16(at.rest + 6) };
    const header = {
        wide,
        little,
        osabi: ident.u8(7),
        type: fields.u16(16),
        machine: fields.u16(18),
        entry: fields.address(24, wide),
        programs,
        sections,
        names: fields.u16(at.rest + 8),
    };
    return sections.offset === 0 ? { ...header, sections: { ...sections, count: 0 } } : extended(reader, header);
}
/** Counts that do not fit into 16 bits stand in section 0 (gABI, chapter 4, "e_shnum", "e_phnum", "e_shstrndx"). */
function extended(reader, header) {
    if (header.sections.count !== 0 && header.programs.count !== 0xffff && header.names !== 0xffff)
        return header;
    const first = fields_readFields(reader, header.sections.offset, header.wide ? 64 : 40, header.little, 'ELF section 0');
    const size = first.offset(header.wide ? 32 : 20, header.wide);
    return {
        ...header,
        sections: { ...header.sections, count: header.sections.count === 0 ? size : header.sections.count },
        programs: { ...header.programs, count: header.programs.count === 0xffff ? first.u32(header.wide ? 44 : 28) : header.programs.count },
        names: header.names === 0xffff ? first.u32(header.wide ? 40 : 24) : header.names,
    };
}
/** Reads a header table as a whole; undefined when it is empty. */
function elf_header_readTable(reader, header, table, least, what) {
    if (table.count === 0)
        return undefined;
    if (table.entry < least)
        throw new fields_Malformed(`an entry of ${what} has ${table.entry} bytes instead of ${least}`);
    const fields = fields_readFields(reader, table.offset, table.entry * table.count, header.little, what);
    return { fields, at: Array.from({ length: table.count }, (_, index) => index * table.entry) };
}
/** Reads the program header table. */
function readPrograms(reader, header) {
    const { wide } = header;
    const table = elf_header_readTable(reader, header, header.programs, wide ? 56 : 32, 'the program header table');
    if (table === undefined)
        return [];
    const { fields } = table;
    return table.at.map((at) => ({
        type: fields.u32(at),
        flags: fields.u32(at + (wide ? 4 : 24)),
        offset: fields.offset(at + (wide ? 8 : 4), wide),
        address: fields.address(at + (wide ? 16 : 8), wide),
        size: fields.offset(at + (wide ? 32 : 16), wide),
    }));
}
/** The parts of the file that are mapped when it is loaded (PT_LOAD). */
function segmentsOf(programs) {
    return programs
        .filter((one) => one.type === load)
        .map((one) => ({ offset: one.offset, size: one.size, address: one.address, writable: (one.flags & 2) !== 0, executable: (one.flags & 1) !== 0 }));
}

;// CONCATENATED MODULE: ./packages/binary/build/elf-dynamic.js



const tags = { needed: 1n, strtab: 5n, strsz: 10n, soname: 14n, rpath: 15n, runpath: 29n, flags1: 0x6ffffffbn };
const absent = { needed: [], soname: undefined, runPaths: [], pie: false };
/** Reads the dynamic section as far as it says what is loaded. Throws Malformed. */
function readDynamic(reader, header, programs) {
    const entries = readDynamicEntries(reader, header, programs);
    if (entries.length === 0)
        return absent;
    const value = (tag) => entries.find(([key]) => key === tag)?.[1];
    const names = placeNames(reader, programs, value(tags.strtab), value(tags.strsz));
    const texts = (tag) => entries.filter(([key]) => key === tag).map(([, at]) => readName(reader, names, at));
    return {
        needed: texts(tags.needed),
        soname: texts(tags.soname)[0],
        runPaths: [...texts(tags.rpath), ...texts(tags.runpath)].flatMap((path) => path.split(':')),
        pie: ((value(tags.flags1) ?? 0n) & 0x08000000n) !== 0n,
    };
}
/** Tags and values of the dynamic section, up to its end mark. */
function readDynamicEntries(reader, header, programs) {
    const segment = programs.find((one) => one.type === 2);
    if (segment === undefined || segment.size === 0)
        return [];
    const half = header.wide ? 8 : 4;
    const fields = fields_readFields(reader, segment.offset, segment.size, header.little, 'the dynamic section');
    const entries = [];
    for (let at = 0; at + 2 * half <= fields.length; at += 2 * half) {
        const tag = fields.address(at, header.wide);
        if (tag === 0n)
            break;
        entries.push([tag, fields.address(at + half, header.wide)]);
    }
    return entries;
}
function placeNames(reader, programs, address, size) {
    if (address === undefined || size === undefined)
        return { offset: 0, size: 0 };
    const offset = image_offsetOf(segmentsOf(programs), address);
    if (offset === undefined)
        throw new fields_Malformed('its table of dynamic names lies outside every segment');
    if (BigInt(offset) + size > BigInt(reader.size))
        throw new fields_Malformed('its table of dynamic names reaches beyond the end of the file', true);
    return { offset, size: Number(size) };
}
/** The table is megabytes long in large programs, so each name is read alone. */
function readName(reader, names, at) {
    if (at >= BigInt(names.size))
        throw new fields_Malformed('a dynamic name lies outside its table');
    return textAt(reader.read(names.offset + Number(at), Math.min(4096, names.size - Number(at))), 0);
}

;// CONCATENATED MODULE: ./packages/binary/build/elf-system.js

const noteSegment = 4;
/** Linkers write one for each alignment. */
const mostNotes = 16;
/** Loaders that only one system has. Solaris and illumos have the same; `/lib/ld.so.1` is also one of Linux. */
const loaders = [
    [/^\/system\/bin\/linker/, 'android'],
    [/^\/(usr\/)?lib\/(64|amd64|sparcv9)\/ld\.so\.1$|^\/usr\/lib\/ld\.so\.1$/, 'solaris'],
    [/^(\/usr)?\/libexec\/ld-elf\.so\.2$/, 'dragonfly'],
];
/**
 * The system that an ELF file is for. EI_OSABI says it for FreeBSD; others write 0, mostly, and are told apart by their notes and loaders.
 * What says nothing is for Linux, also a static program of DragonFly, which nothing in its headers tells from one of Linux.
 */
function elf_system_systemOf(reader, header, programs, interpreter) {
    const declared = { 2: 'netbsd', 3: 'linux', 6: 'solaris', 9: 'freebsd', 12: 'openbsd' };
    if (header.osabi !== 0)
        return declared[header.osabi];
    const notes = programs.filter((one) => one.type === noteSegment && one.size > 0).slice(0, mostNotes);
    const owners = notes.flatMap((one) => noteOwners(reader.read(one.offset, Math.min(one.size, 4096)), header.little));
    const owner = owners.find((name) => ['NetBSD', 'OpenBSD', 'FreeBSD', 'DragonFly', 'Android'].includes(name));
    if (owner !== undefined)
        return owner.toLowerCase();
    return loaders.find(([pattern]) => pattern.test(interpreter ?? ''))?.[1] ?? 'linux';
}
/** Names of the owners of notes (gABI, chapter 5, "Note Section"). Notes that run over their end are passed over: they say nothing. */
function noteOwners(bytes, little) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const owners = [];
    for (let at = 0; at + 12 <= bytes.length;) {
        const [nameSize, valueSize] = [view.getUint32(at, little), view.getUint32(at + 4, little)];
        owners.push(textAt(bytes, at + 12, Math.min(nameSize, 64)));
        at += 12 + align(nameSize) + align(valueSize);
    }
    return owners;
}
function align(size) {
    return Math.ceil(size / 4) * 4;
}

;// CONCATENATED MODULE: ./packages/binary/build/elf.js






const elf_load = 1;
const dynamicSegment = 2;
const interp = 3;
const noBits = 8;
/** Reads an ELF file of either width and byte order. Throws Malformed. */
function readElf(reader) {
    const header = readElfHeader(reader);
    const programs = readPrograms(reader, header);
    const raw = elf_readSections(reader, header);
    const { name, architecture } = elfMachine(header.machine, header.wide ? 64 : 32, header.little);
    // Debug data that was split off keeps the headers of what it was split from: there the contents are sections without bytes.
    const isEmpty = (one) => raw.some((section) => section.type === noBits && section.address === one.address && section.size > 0);
    const dynamic = readDynamic(reader, header, programs.filter((one) => one.type !== dynamicSegment || !isEmpty(one)));
    const interpreter = readInterpreter(reader, programs.find((one) => one.type === interp && !isEmpty(one)));
    const purpose = purposeOf(header, interpreter, dynamic);
    const ends = [
        ...programs.filter((one) => one.type === elf_load).map((one) => one.offset + one.size),
        ...raw.filter((one) => one.type !== noBits && one.type !== 0).map((one) => one.offset + one.size),
    ];
    return {
        format: 'elf',
        bits: header.wide ? 64 : 32,
        endian: header.little ? 'little' : 'big',
        machine: name,
        architecture,
        os: elf_system_systemOf(reader, header, programs, interpreter),
        purpose,
        linking: interpreter !== undefined || dynamic.needed.length > 0 || purpose === 'library' ? 'dynamic' : 'static',
        interpreter,
        needed: dynamic.needed,
        soname: dynamic.soname,
        runPaths: dynamic.runPaths,
        minimumOs: undefined,
        sections: nameSections(reader, header, raw),
        segments: segmentsOf(programs),
        range: { offset: 0, size: reader.size },
        end: furthest([tableEnd(header.programs), tableEnd(header.sections), ...ends]),
    };
}
function tableEnd(table) {
    return table.count === 0 ? 0 : table.offset + table.entry * table.count;
}
function elf_readSections(reader, header) {
    const { wide } = header;
    const table = elf_header_readTable(reader, header, header.sections, wide ? 64 : 40, 'the section header table');
    if (table === undefined)
        return [];
    const { fields } = table;
    return table.at.map((at) => ({
        name: fields.u32(at),
        type: fields.u32(at + 4),
        flags: Number(fields.address(at + 8, wide) & 0xffn),
        address: fields.address(at + (wide ? 16 : 12), wide),
        offset: fields.offset(at + (wide ? 24 : 16), wide),
        size: fields.offset(at + (wide ? 32 : 20), wide),
    }));
}
function nameSections(reader, header, raw) {
    const table = raw[header.names];
    const names = table === undefined || table.type === noBits
        ? new Uint8Array()
        : fields_readFields(reader, table.offset, table.size, header.little, 'the table of section names').bytes;
    return raw
        .filter((one) => one.type !== 0)
        .map((one) => ({
        name: textAt(names, one.name, 256),
        offset: one.offset,
        size: one.type === noBits ? 0 : one.size,
        address: one.address,
        loaded: (one.flags & 2) !== 0,
        writable: (one.flags & 1) !== 0,
        executable: (one.flags & 4) !== 0,
    }));
}
function readInterpreter(reader, found) {
    if (found === undefined || found.size === 0)
        return undefined;
    return fields_readFields(reader, found.offset, Math.min(found.size, 4096), true, 'the name of its loader').text(0);
}
/** ET_DYN is a library or a position-independent program; programs ask for a loader or carry DF_1_PIE. libc.so.6 asks for one and has a name. */
function purposeOf(header, interpreter, dynamic) {
    if (header.type === 1)
        return 'object';
    if (header.type === 2)
        return 'executable';
    if (header.type !== 3)
        return 'other';
    if (dynamic.pie)
        return 'executable';
    return interpreter !== undefined && dynamic.soname === undefined ? 'executable' : 'library';
}

;// CONCATENATED MODULE: ./packages/binary/build/reader.js
/** A reader over bytes in memory. */
function readerOf(bytes) {
    return { size: bytes.length, read: (offset, length) => bytes.subarray(Math.max(0, offset), Math.max(0, offset + length)) };
}
/** Reads into the front of `scratch` where the reader can do that, so that a long pass needs one buffer; else allocates. */
function reader_readThrough(reader, offset, length, scratch) {
    if (reader.readInto === undefined || length > scratch.length)
        return reader.read(offset, length);
    const target = scratch.subarray(0, length);
    return target.subarray(0, reader.readInto(offset, target));
}
/** A part of a reader as a reader of its own, cut at the end of what is there. */
function reader_partOf(reader, offset, size) {
    const start = Math.min(offset, reader.size);
    const length = Math.max(0, Math.min(size, reader.size - start));
    const within = (at, wanted) => Math.max(0, Math.min(wanted, length - at));
    const { readInto } = reader;
    return {
        size: length,
        read: (at, wanted) => reader.read(start + at, within(at, wanted)),
        ...(readInto === undefined ? {} : { readInto: (at, target) => readInto(start + at, target.subarray(0, within(at, target.length))) }),
    };
}
/** A reader for many short reads that lie near each other: it keeps the last `size` bytes that it read. */
function reader_windowOf(reader, size = 64 * 1024) {
    let [start, bytes] = [0, new Uint8Array()];
    return {
        size: reader.size,
        read: (offset, length) => {
            if (length > size)
                return reader.read(offset, length);
            if (offset < start || offset + length > start + bytes.length) {
                // Copied: a reader may hand out a view of a buffer that it fills again.
                ;
                [start, bytes] = [offset, Uint8Array.from(reader.read(offset, size))];
            }
            return bytes.subarray(Math.max(0, offset - start), Math.max(0, offset - start + length));
        },
    };
}

;// CONCATENATED MODULE: ./packages/binary/build/macho.js





/** Reads thin and fat Mach-O files (Apple's mach-o/loader.h and mach-o/fat.h). Undefined when the magic is another's. Throws Malformed. */
function readMachO(reader, magic) {
    if (magic === 0xcafe_babe || magic === 0xcafe_babf)
        return readFat(reader, magic === 0xcafe_babf);
    return machoShape(magic) === undefined ? undefined : [readThin(reader, 0, reader.size)];
}
/** No tool writes nearly as many; a Java class file has its version here, which is 45 or more. */
const mostSlices = 40;
function readFat(reader, wide) {
    const count = fields_readFields(reader, 0, 8, false, 'the fat header').u32(4);
    // Java class files begin with the same magic.
    if (count >= mostSlices)
        return undefined;
    if (count === 0)
        throw new fields_Malformed('its fat header names no architecture');
    const size = wide ? 32 : 20;
    const table = fields_readFields(reader, 8, size * count, false, 'the table of architectures');
    return Array.from({ length: count }, (_, index) => {
        const at = index * size;
        const [offset, length] = [table.offset(at + 8, wide), table.offset(at + (wide ? 16 : 12), wide)];
        if (offset + length > reader.size)
            throw new fields_Malformed(`slice ${index + 1} would end at ${offset + length}, but the file ends at ${reader.size}`, true);
        return readThin(reader, offset, length);
    });
}
function readThin(file, start, size) {
    const reader = reader_partOf(file, start, size);
    const loads = macho_commands_readLoadCommands(reader);
    const { wide, little, header } = loads;
    const { name, architecture } = machoMachine(header.u32(4));
    const commands = interpret(loads, start);
    const type = header.u32(12);
    const purpose = type === 2 ? 'executable' : type === 6 || type === 8 ? 'library' : type === 1 ? 'object' : 'other';
    return {
        format: 'mach-o',
        bits: wide ? 64 : 32,
        endian: little ? 'little' : 'big',
        machine: name,
        architecture,
        // Files from before macOS 10.6 name no platform, and objects may not either.
        os: commands.os ?? 'darwin',
        purpose,
        linking: commands.interpreter !== undefined || commands.needed.length > 0 || purpose === 'library' ? 'dynamic' : 'static',
        interpreter: commands.interpreter,
        needed: commands.needed,
        soname: commands.soname,
        runPaths: commands.runPaths,
        minimumOs: commands.minimumOs,
        sections: commands.sections,
        segments: commands.segments,
        range: { offset: start, size: reader.size },
        end: furthest([start + header.length + header.u32(20), ...commands.ends]),
    };
}
function interpret({ fields, list }, start) {
    const found = { sections: [], segments: [], needed: [], runPaths: [], ends: [] };
    for (const { command, at } of list)
        readCommand(fields, at, command, start, found);
    return found;
}
function readCommand(fields, at, command, start, found) {
    const text = () => loadCommandText(fields, at);
    switch (command) {
        case 0x1: // LC_SEGMENT
        case 0x19: // LC_SEGMENT_64
            readSegment(fields, at, command === 0x19, start, found);
            break;
        case 0xc: // LC_LOAD_DYLIB, and its lazy, weak, re-exported and upward forms
        case 0x20:
        case 0x8000_0018:
        case 0x8000_001f:
        case 0x8000_0023:
            found.needed.push(text());
            break;
        case 0xd: // LC_ID_DYLIB
            found.soname = text();
            break;
        case 0xe: // LC_LOAD_DYLINKER
            found.interpreter = text();
            break;
        case 0x8000_001c: // LC_RPATH
            found.runPaths.push(text());
            break;
        case 0x1d: // LC_CODE_SIGNATURE: data at the end of __LINKEDIT
            found.ends.push(start + fields.u32(at + 8) + fields.u32(at + 12));
            break;
        case 0x32: // LC_BUILD_VERSION
            setPlatform(found, fields.u32(at + 8), fields.u32(at + 12));
            break;
        case 0x24: // LC_VERSION_MIN_MACOSX, and those of iPhoneOS, tvOS and watchOS
        case 0x25:
        case 0x2f:
        case 0x30:
            setPlatform(found, versionCommands[command] ?? 0, fields.u32(at + 8));
            break;
    }
}
/** loader.h, "Known values for the platform field". */
const platforms = {
    1: 'darwin',
    2: 'ios',
    3: 'tvos',
    4: 'watchos',
    5: 'bridgeos',
    6: 'maccatalyst',
    7: 'iossimulator',
    8: 'tvossimulator',
    9: 'watchossimulator',
    10: 'driverkit',
    11: 'visionos',
    12: 'visionossimulator',
};
/** Platforms of the commands that are older than LC_BUILD_VERSION. */
const versionCommands = { 36: 1, 37: 2, 47: 3, 48: 4 };
/** The first counts: a library for macOS and Catalyst names both, and macOS before Catalyst. The version is X.Y.Z in 16, 8 and 8 bits. */
function setPlatform(found, platform, version) {
    if (found.os !== undefined)
        return;
    const patch = version & 0xff;
    found.os = platforms[platform] ?? `platform ${platform}`;
    found.minimumOs = `${version >>> 16}.${(version >>> 8) & 0xff}${patch === 0 ? '' : `.${patch}`}`;
}
function readSegment(fields, at, wide, start, found) {
    const places = wide
        ? { address: 24, offset: 40, size: 48, protection: 60, count: 64, first: 72, step: 80 }
        : { address: 24, offset: 32, size: 36, protection: 44, count: 48, first: 56, step: 68 };
    const [offset, size] = [start + fields.offset(at + places.offset, wide), fields.offset(at + places.size, wide)];
    const protection = fields.u32(at + places.protection);
    const [writable, executable] = [(protection & 2) !== 0, (protection & 4) !== 0];
    const loaded = fields.text(at + 8, 16) !== '__DWARF';
    found.segments.push({ offset, size, address: fields.address(at + places.address, wide), writable, executable });
    found.ends.push(offset + size);
    const count = fields.u32(at + places.count);
    if (places.first + places.step * count > fields.u32(at + 4))
        throw new fields_Malformed(`a segment claims ${count} sections`);
    for (let index = 0; index < count; index++) {
        const here = at + places.first + places.step * index;
        const [flags, place] = [fields.u32(here + (wide ? 64 : 56)), fields.u32(here + (wide ? 48 : 40))];
        const type = flags & 0xff;
        // S_ZEROFILL, S_GB_ZEROFILL and S_THREAD_LOCAL_ZEROFILL hold nothing in the file.
        const empty = type === 1 || type === 12 || type === 18;
        found.sections.push({
            name: `${fields.text(here + 16, 16)},${fields.text(here, 16)}`,
            offset: start + place,
            size: empty ? 0 : fields.offset(here + (wide ? 40 : 36), wide),
            address: fields.address(here + 32, wide),
            loaded,
            writable,
            // S_ATTR_PURE_INSTRUCTIONS and S_ATTR_SOME_INSTRUCTIONS: the rest of a segment that may be executed is data.
            executable: executable && (flags & 0x8000_0400) !== 0,
        });
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/native.js





const startAgain = 'Build or download the file again, and see that it was copied whole';
/** What a native file says of itself, from its headers alone. Anything that is no ELF, PE or Mach-O file, or is cut or contradicts itself, is a Problem. */
function readNative(reader) {
    try {
        const file = readFormat(boundedReader(reader));
        if (file !== undefined)
            return (0,build.ok)(file);
        const message = reader.size === 0 ? 'is empty (0 bytes)' : 'is neither ELF, PE nor Mach-O';
        return (0,build/* err */._q)({ code: reader.size === 0 ? 'E_BINARY_EMPTY' : 'E_BINARY_FORMAT', message, cure: 'Name a native executable or library' });
    }
    catch (error) {
        if (!(error instanceof fields_Malformed))
            throw error;
        return (0,build/* err */._q)({ code: error.truncated ? 'E_BINARY_TRUNCATED' : 'E_BINARY_MALFORMED', message: `is damaged: ${error.message}`, cure: startAgain });
    }
}
function readFormat(reader) {
    const magic = reader.read(0, 4);
    if (magic.length < 4)
        return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = magic;
    const word = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    if (word === 0x7f45_4c46)
        return { format: 'elf', images: [readElf(reader)] };
    if (a === 0x4d && b === 0x5a) {
        const image = readPe(reader);
        return image === undefined ? undefined : { format: 'pe', images: [image] };
    }
    const images = readMachO(reader, word);
    return images === undefined ? undefined : { format: 'mach-o', images };
}

;// CONCATENATED MODULE: ./packages/binary/build/sniff.js




const fileKinds = [
    'empty',
    'lfs-pointer',
    'html',
    'text',
    'elf',
    'pe',
    'mach-o',
    'bzimage',
    'arm64-image',
    'riscv-image',
    'efi-zboot',
    'cpio',
    'gzip',
    'xz',
    'zstd',
    'zip',
    'bzip2',
    'lz4',
    'tar',
    'ext4',
    'squashfs',
    'data',
];
const head = 4096;
const cases = [
    ['gzip', 0, [0x1f, 0x8b]],
    ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
    ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
    ['bzip2', 0, [0x42, 0x5a, 0x68]],
    ['lz4', 0, [0x04, 0x22, 0x4d, 0x18]],
    // The legacy frame, which the kernel's own tools write.
    ['lz4', 0, [0x02, 0x21, 0x4c, 0x18]],
    ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
    ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
    ['squashfs', 0, [0x68, 0x73, 0x71, 0x73]],
    // newc, newc with checksums, and the old portable form (cpio(5)).
    ['cpio', 0, [0x30, 0x37, 0x30, 0x37, 0x30, 0x31]],
    ['cpio', 0, [0x30, 0x37, 0x30, 0x37, 0x30, 0x32]],
    ['cpio', 0, [0x30, 0x37, 0x30, 0x37, 0x30, 0x37]],
    ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
    // The superblock's magic of ext2, ext3 and ext4 (kernel documentation, "ext4 Super Block").
    ['ext4', 0x438, [0x53, 0xef]],
];
/** What the first 4 KiB (and, of native files, the headers) say. Never fails: what nobody knows is `data` or `text`. */
function sniff(reader) {
    return look(reader, true);
}
/** A gzip file may hold itself, so what is inside is looked at once. */
function look(reader, unpack) {
    const bytes = reader.read(0, head);
    if (reader.size === 0)
        return plain('empty');
    const kernel = sniffKernel(bytes);
    if (kernel !== undefined)
        return kernel;
    if (startsNative(bytes)) {
        const native = sniffNative(reader);
        if (native !== undefined)
            return native;
    }
    const found = cases.find(([, at, magic]) => magic.every((byte, index) => bytes[at + index] === byte));
    if (found !== undefined)
        return { ...plain(found[0]), inside: found[0] === 'gzip' && unpack ? sniffGzip(reader) : undefined };
    return plain(sniffText(bytes, bytes.length === reader.size));
}
function plain(kind, architectures = []) {
    return { kind, architectures, os: undefined, purpose: undefined, inside: undefined, problem: undefined };
}
/** Kernels first: with an EFI stub they are PE files too, and a kernel is what they are for. */
function sniffKernel(bytes) {
    const says = (at, text) => [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
    // Documentation/arch/x86/boot.rst: the signature at 0x202; bit 0 of xloadflags (0x236, since protocol 2.12) is a 64-bit entry.
    if (says(0x202, 'HdrS'))
        return plain('bzimage', [((bytes[0x236] ?? 0) & 1) !== 0 && (bytes[0x207] ?? 0) * 256 + (bytes[0x206] ?? 0) >= 0x20c ? 'amd64' : '386']);
    // Documentation/arch/arm64/booting.rst and arch/riscv/boot-image-header.rst: the magic at 0x38.
    if (says(0x38, 'ARM\x64'))
        return plain('arm64-image', ['arm64']);
    if (says(0x38, 'RSC\x05'))
        return plain('riscv-image', ['riscv64']);
    return undefined;
}
function startsNative(bytes) {
    const word = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    return [0x7f45_4c46, 0xcafe_babe, 0xcafe_babf, 0xfeed_face, 0xfeed_facf, 0xcefa_edfe, 0xcffa_edfe].includes(word) || word >>> 16 === 0x4d5a;
}
function sniffNative(reader) {
    const native = readNative(reader);
    if (!native.ok) {
        if (native.error.code === 'E_BINARY_FORMAT')
            return undefined;
        return { ...plain(formatOf(reader)), problem: native.error };
    }
    const { format, images } = native.value;
    const architectures = images.flatMap((image) => (image.architecture === undefined ? [] : [image.architecture]));
    // A compressed kernel that unpacks itself (drivers/firmware/efi/libstub/zboot-header.S).
    const zboot = format === 'pe' && Buffer.from(reader.read(4, 4)).toString('latin1') === 'zimg';
    const kind = zboot ? 'efi-zboot' : format;
    return { kind, architectures, os: images[0]?.os, purpose: images[0]?.purpose, inside: undefined, problem: checkEnd(native.value, reader.size) };
}
/** Linkers of PE files round the size of the last section up, and loaders do not mind. */
const slack = { elf: 0, pe: 4096, 'mach-o': 0 };
function checkEnd({ format, images }, size) {
    const end = furthest(images.map((image) => image.end));
    if (end <= size + slack[format])
        return undefined;
    const message = `is truncated: its headers promise ${end} bytes, and it has ${size}`;
    return { code: 'E_BINARY_TRUNCATED', message, cure: 'Build or download it again, and see that it was copied whole' };
}
function formatOf(reader) {
    const first = reader.read(0, 1)[0];
    return first === 0x7f ? 'elf' : first === 0x4d ? 'pe' : 'mach-o';
}
/** What a gzip file holds, from its first block; undefined when it cannot be unpacked. */
function sniffGzip(reader) {
    try {
        const bytes = (0,external_node_zlib_.gunzipSync)(reader.read(0, 16 * 1024), { finishFlush: external_node_zlib_.constants.Z_SYNC_FLUSH, maxOutputLength: 32 * 1024 * 1024 });
        return look(readerOf(bytes), false).kind;
    }
    catch {
        return undefined;
    }
}
/** A file without any control character but blanks, in UTF-8, is text. A character may be cut at the end of what was read. */
function sniffText(bytes, whole) {
    let text;
    try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    }
    catch {
        return 'data';
    }
    if (/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text))
        return 'data';
    // git-lfs/docs/spec.md, "The Pointer"; the second is the name from before its release.
    if (/^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(text))
        return 'lfs-pointer';
    return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(text) ? 'html' : 'text';
}

;// CONCATENATED MODULE: ./packages/binary/build/due-kind.js

const natives = ['elf', 'pe', 'mach-o'];
const kernels = ['bzimage', 'arm64-image', 'riscv-image', 'efi-zboot', 'elf'];
const compressed = ['gzip', 'xz', 'zstd', 'bzip2', 'lz4'];
const placeholders = ['empty', 'lfs-pointer'];
const families = {
    kernel: { what: 'a Linux kernel', kinds: [...kernels, 'gzip'], insideGzip: kernels },
    initrd: { what: 'an initrd (cpio, compressed or not)', kinds: ['cpio', ...compressed], insideGzip: ['cpio'] },
    executable: { what: 'a native executable', kinds: natives, purpose: 'executable' },
    library: { what: 'a native library', kinds: natives, purpose: 'library' },
    archive: { what: 'an archive', kinds: ['tar', 'zip', 'cpio', ...compressed] },
    filesystem: { what: 'a file system image', kinds: ['ext4', 'squashfs'] },
    /** What is due where nobody said it: a placeholder is text or a web page more often than not. */
    binary: { what: 'a binary file', kinds: fileKinds.filter((kind) => !['text', 'html', ...placeholders].includes(kind)) },
    any: { what: 'a file', kinds: fileKinds.filter((kind) => !placeholders.includes(kind)) },
};
/** All words that may stand as a kind in a manifest. */
const dueKinds = [
    ...Object.keys(families),
    ...fileKinds.filter((kind) => ![...placeholders, 'data'].includes(kind)),
];
const tellsArchitecture = [...natives, ...kernels];
const texts = /\.(txt|md|json|ya?ml|toml|ini|conf|cfg|env|csv|xml|svg|sh|py|js|mjs|css|pem|crt|sha256|sums?)$|(^|\/)(license|notice|readme|version)[^/]*$/i;
const byName = [
    [/^(vmlinu[xz]|bzimage|image|kernel)([-._].*)?$/i, 'kernel'],
    [/^(initrd|initramfs)([-._].*)?$/i, 'initrd'],
    [/\.(tgz|gz)$/i, 'gzip'],
    [/\.t?xz$/i, 'xz'],
    [/\.(zst|tzst)$/i, 'zstd'],
    [/\.(bz2|tbz2)$/i, 'bzip2'],
    [/\.lz4$/i, 'lz4'],
    [/\.zip$/i, 'zip'],
    [/\.tar$/i, 'tar'],
    [/\.cpio$/i, 'cpio'],
    [/\.ext4$/i, 'ext4'],
    [/\.(squashfs|sqfs)$/i, 'squashfs'],
    [/\.(exe|dll|efi)$/i, 'pe'],
    [/\.dylib$/i, 'mach-o'],
    [/\.so(\.[0-9]+)*$/i, 'elf'],
    [/\.html?$/i, 'html'],
    [texts, 'text'],
];
/** What a file's name says that it is. */
function dueByName(path) {
    const name = path.split('/').at(-1) ?? path;
    return byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'binary';
}
/** Why a file is not of the kind that is due; undefined when it is. The phrase follows the file's name. */
function wrongKind(due, found) {
    const family = due in families ? families[due] : { what: nameOf(due), kinds: [due] };
    if (!family.kinds.includes(found.kind))
        return `is ${nameOf(found.kind)}, but ${family.what} is due`;
    if (family.purpose !== undefined && found.purpose !== undefined && family.purpose !== found.purpose) {
        return `is ${found.purpose === 'other' || found.purpose === 'object' ? 'an object or something else' : `a native ${found.purpose}`}, but ${family.what} is due`;
    }
    if (found.kind !== 'gzip' || family.insideGzip === undefined)
        return undefined;
    if (found.inside === undefined)
        return 'is a gzip file that cannot be unpacked';
    return family.insideGzip.includes(found.inside) ? undefined : `unpacks to ${nameOf(found.inside)}, but ${family.what} is due`;
}
/** Whether a file of this kind is made for one architecture and says which. */
function saysArchitecture(found) {
    return tellsArchitecture.includes(found.kind);
}
const names = {
    empty: 'empty',
    'lfs-pointer': 'a Git LFS pointer, not the file that it stands for',
    html: 'a web page',
    text: 'text',
    data: 'data of no known kind',
    elf: 'an ELF file',
    pe: 'a PE file',
    'mach-o': 'a Mach-O file',
    bzimage: 'an x86 kernel (bzImage)',
    'arm64-image': 'an arm64 kernel (Image)',
    'riscv-image': 'a riscv64 kernel (Image)',
    'efi-zboot': 'a compressed EFI kernel',
};
function nameOf(kind) {
    return names[kind] ?? `a ${kind} file`;
}

;// CONCATENATED MODULE: ./packages/binary/build/elf-architecture.js

/**
 * The architecture of an ELF file from its first 20 bytes alone, in Go's names: for members of archives, of which only the beginning is
 * at hand. Undefined for what is no ELF file, and for machines that Go has no name for (gABI, chapter 4, "ELF Header").
 */
function readElfArchitecture(head) {
    if (head.length < 20 || head[0] !== 0x7f || head[1] !== 0x45 || head[2] !== 0x4c || head[3] !== 0x46)
        return undefined;
    const little = head[5] === 1;
    const number = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint16(18, little);
    return elfMachine(number, head[4] === 2 ? 64 : 32, little).architecture;
}

;// CONCATENATED MODULE: ./packages/binary/build/embed-hash.js


const embed_hash_piece = 256 * 1024;
/**
 * Whether the bytes that stand in the binary are those that Go's compiler hashed when it embedded the file. The hash is the first half of
 * a SHA-256 that each version of Go makes different in its own way (cmd/internal/hash): Go up to 1.18 leaves it as it is, 1.19 to 1.23
 * invert every bit, and later versions invert the first byte, or its lowest bit, of a file of up to 1024 bytes, and hash a byte 1 in
 * front of a longer one. `differs` means that the bytes were changed after the build, or that a version of Go does it in yet another way:
 * it is worth a warning where `same` holds for other files of the same program. Reads the content once.
 */
function checkEmbedded(reader, entry) {
    if (entry.kind === 'directory' || (entry.size > 0 && entry.offset === undefined))
        return 'unknown';
    const [plain, marked] = [(0,external_node_crypto_.createHash)('sha256'), (0,external_node_crypto_.createHash)('sha256').update(Uint8Array.of(1))];
    const buffer = new Uint8Array(Math.min(embed_hash_piece, entry.size));
    for (let done = 0; done < entry.size; done += embed_hash_piece) {
        const bytes = reader_readThrough(reader, (entry.offset ?? 0) + done, Math.min(embed_hash_piece, entry.size - done), buffer);
        plain.update(bytes);
        marked.update(bytes);
    }
    const sum = plain.digest().subarray(0, 16);
    const inverted = sum.map((byte) => byte ^ 0xff);
    const first = (mask) => Uint8Array.from(sum, (byte, index) => (index === 0 ? byte ^ mask : byte));
    const known = [sum, inverted, first(0xff), first(1), marked.digest().subarray(0, 16)];
    return known.some((one) => Buffer.from(one).toString('hex') === entry.hash) ? 'same' : 'differs';
}

;// CONCATENATED MODULE: ./packages/binary/build/elf-relocations.js



/**
 * R_*_RELATIVE of the machines' psABI supplements, by `e_machine`: "base plus addend". The other ways to write relative relocations
 * down (REL, and RELR of the gABI) keep the address in the place itself.
 */
const relativeTypes = { 21: 22, 22: 12, 62: 8, 183: 1027, 243: 3, 258: 3 };
const entrySize = 24;
const elf_relocations_piece = entrySize * 16_384;
/** The table that DT_RELA and DT_RELASZ name (gABI, chapter 5, "Dynamic Section"); undefined when there is none. Throws Malformed. */
function readRelocationTable(reader) {
    const header = readElfHeader(reader);
    const relative = relativeTypes[header.machine];
    if (!header.wide || relative === undefined)
        return undefined;
    const programs = readPrograms(reader, header);
    const entries = readDynamicEntries(reader, header, programs);
    const value = (tag) => entries.find(([key]) => key === tag)?.[1];
    const [address, size] = [value(7n), value(8n)];
    const offset = address === undefined ? undefined : image_offsetOf(segmentsOf(programs), address);
    if (offset === undefined || size === undefined || offset >= reader.size)
        return undefined;
    return { offset, size: Math.min(Number(size), reader.size - offset), little: header.little, relative };
}
/** Tells each relative relocation: the address that is filled in, and what is filled in. Reads the table once, in pieces. */
function elf_relocations_eachRelative(reader, table, onEntry) {
    const { little, relative } = table;
    for (let done = 0; done < table.size; done += elf_relocations_piece) {
        const bytes = reader.read(table.offset + done, Math.min(elf_relocations_piece, table.size - done));
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const word = (at) => view.getUint32(at + (little ? 4 : 0), little) * 0x1_0000_0000 + view.getUint32(at + (little ? 0 : 4), little);
        for (let at = 0; at + entrySize <= bytes.length; at += entrySize) {
            // The symbol, in the upper half of the second word, is 0: the base.
            if (word(at + 8) === relative)
                onEntry(word(at), word(at + 16));
        }
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/ranges.js
/** Sorted ranges that neither overlap nor touch. */
function ranges_mergeRanges(ranges) {
    const merged = [];
    for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
        const last = merged.at(-1);
        if (last === undefined || range.from > last.to)
            merged.push(range);
        else if (range.to > last.to)
            merged[merged.length - 1] = { from: last.from, to: range.to };
    }
    return merged;
}
/** Whether a place lies in one of some merged ranges. */
function ranges_isWithin(merged, place) {
    let [low, high] = [0, merged.length];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (merged[middle].from <= place)
            low = middle + 1;
        else
            high = middle;
    }
    const range = merged[low - 1];
    return range !== undefined && place < range.to;
}

;// CONCATENATED MODULE: ./packages/binary/build/words.js


const words_chunk = 512 * 1024;
/**
 * The sections of a kind, or, in a file without a section table, every mapped part; up to where the image ends. Throws Malformed where
 * they overlap so much that reading them would take more than two passes: linkers let the edges of segments overlap, and nothing else.
 */
function words_mappedRanges(image, isWanted) {
    const all = image.sections.length > 0 ? image.sections.filter(isWanted) : image.segments;
    const end = image.range.offset + image.range.size;
    let left = 2 * image.range.size;
    return all.flatMap(({ offset, size: claimed, address }) => {
        const size = Math.min(claimed, end - offset);
        if (size <= 0 || address >= Number.MAX_SAFE_INTEGER)
            return [];
        left -= size;
        if (left < 0)
            throw new fields_Malformed('its sections overlap');
        return [{ offset, size, address: Number(address) }];
    });
}
/**
 * Tells the aligned words of a range, in pieces that overlap by all but one of `together` pointers, so that none of so many that stand
 * side by side is cut. The words are in this machine's order, which is little-endian wherever Node runs; the two halves of a pointer
 * stay in the file's order.
 */
function words_eachWords(reader, { offset, size, address }, form, together, onWords) {
    const { width, little } = form;
    const scratch = new Uint8Array(Math.min(words_chunk, size + width));
    for (let done = (width - (address % width)) % width; done + together * width <= size; done += words_chunk - (together - 1) * width) {
        const wanted = Math.min(words_chunk, size - done);
        const bytes = reader_readThrough(reader, offset + done, wanted, scratch);
        onWords(wordsOf(bytes, little), offset + done, address + done);
        if (bytes.length < wanted)
            return;
    }
}
function wordsOf(bytes, little) {
    const whole = bytes.length - (bytes.length % 4);
    const copied = bytes.byteOffset % 4 === 0 && little ? bytes : Uint8Array.from(bytes);
    if (!little)
        Buffer.from(copied.buffer, copied.byteOffset, whole).swap32();
    return new Int32Array(copied.buffer, copied.byteOffset, whole / 4);
}

;// CONCATENATED MODULE: ./packages/binary/build/embed-scan.js





/** Far more than the type descriptors of any real program, and than its variables. */
const embed_scan_most = { hits: 1_000_000, candidates: 10_000 };
/**
 * Where tables of Go's `embed.FS` may stand: read-only data, and data that is read-only once relocations are applied. Code, Go's line
 * table, debug data and writable data hold none. Without a section table every mapped part is looked at.
 */
function placesOf(image, except) {
    const known = ranges_mergeRanges(except);
    return words_mappedRanges(image, holdsConstants).flatMap((place) => leftOf(place, known));
}
/** The parts of a place that do not lie in some merged ranges of the file. */
function leftOf({ offset, size, address }, known) {
    const left = [];
    let from = offset;
    const keep = (to) => {
        if (to > from)
            left.push({ offset: from, size: to - from, address: address + from - offset });
    };
    for (const range of known) {
        if (range.to <= from || range.from >= offset + size)
            continue;
        keep(range.from);
        from = range.to;
    }
    keep(offset + size);
    return left;
}
function holdsConstants({ name, writable, executable, loaded }) {
    if (!loaded || executable || name.includes('gopclntab') || name.startsWith('.rela'))
        return false;
    return !writable || name.startsWith('.data.rel.ro') || name.startsWith('__DATA_CONST,') || name === '__DATA,__rodata' || name === '__DATA,__const';
}
/** Reads the places where a table may stand once, in pieces, and finds slice headers that point just behind themselves. */
function scanForTables(reader, image, form, except) {
    const found = new Map();
    const look = reader_windowOf(reader, 4096);
    let seen = 0;
    const onHit = (offset, address) => {
        seen += 1;
        const broken = seen > embed_scan_most.hits || found.size > embed_scan_most.candidates;
        const count = broken ? undefined : countAt(look, offset, form);
        if (count !== undefined)
            found.set(offset, { offset, address, count });
    };
    for (const place of placesOf(image, except))
        scanPlace(reader, place, form, onHit);
    if (form.relocations !== undefined) {
        elf_relocations_eachRelative(reader, form.relocations, (address, addend) => {
            if (addend !== address + 3 * form.width)
                return;
            const offset = image_offsetOf(image.segments, BigInt(address));
            if (offset !== undefined && !found.has(offset))
                onHit(offset, address);
        });
    }
    return { candidates: [...found.values()].sort((a, b) => a.address - b.address), broken: seen > embed_scan_most.hits || found.size > embed_scan_most.candidates };
}
/** The number of entries, where length and capacity are the same and the first entry's lengths can be those of a name and a file. */
function countAt(look, offset, { width, little }) {
    const bytes = look.read(offset, 7 * width);
    if (bytes.length < 7 * width)
        return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const word = (index) => {
        if (width === 4)
            return view.getUint32(4 * index, little);
        return view.getUint32(8 * index + (little ? 4 : 0), little) * 0x1_0000_0000 + view.getUint32(8 * index + (little ? 0 : 4), little);
    };
    const [count, capacity, nameLength, dataLength] = [word(1), word(2), word(4), word(6)];
    if (count === 0 || count !== capacity || offset + count * (4 * width + 16) > look.size)
        return undefined;
    return nameLength === 0 || nameLength > longestName || dataLength > look.size ? undefined : count;
}
/** Go's build refuses file names that operating systems refuse; none allows longer paths. */
const longestName = 4096;
/** One pass over a range: each aligned word is compared with the address that stands three words behind it. */
function scanPlace(reader, place, form, onHit) {
    const { width, base } = form;
    words_eachWords(reader, place, form, 3, (words, offset, address) => {
        const wanted = address + 3 * width - base;
        if (width === 8)
            scanWide(words, wanted, form, (at) => onHit(offset + at, address + at));
        else
            scanNarrow(words, wanted, (at) => onHit(offset + at, address + at));
    });
}
function scanWide(words, wanted, { little, upperBits }, onHit) {
    const [low, high] = little ? [0, 1] : [1, 0];
    const last = words.length - 6;
    for (let index = 0, lower = wanted | 0; index <= last; index += 2, lower = (lower + 8) | 0) {
        if (words[index + low] !== lower)
            continue;
        const upper = Math.floor((wanted + 4 * index) / 0x1_0000_0000);
        if ((words[index + high] & upperBits) >>> 0 === upper)
            onHit(4 * index);
    }
}
function scanNarrow(words, wanted, onHit) {
    const last = words.length - 3;
    for (let index = 0, lower = wanted | 0; index <= last; index++, lower = (lower + 4) | 0)
        if (words[index] === lower)
            onHit(4 * index);
}

;// CONCATENATED MODULE: ./packages/binary/build/embed-entries.js


const embed_entries_piece = 1024;
/** Reads the entries of a table, in pieces: a hostile count must not make us hold the whole range. */
function readEntries(scope, { offset, address, count }) {
    const { width, little } = scope.form;
    const size = 4 * width + 16;
    const entries = [];
    let previous;
    for (let first = 0; first < count; first += embed_entries_piece) {
        const bytes = scope.reader.read(offset + first * size, Math.min(embed_entries_piece, count - first) * size);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        for (let at = 0; at + size <= bytes.length; at += size) {
            const words = [0, 1, 2, 3].map((index) => rawWord(view, at + index * width, width, little));
            const raw = { words, address: address + first * size + at, hash: Buffer.from(bytes.subarray(at + 4 * width, at + size)).toString('hex') };
            const entry = readEntry(scope, raw);
            if (typeof entry === 'string')
                return { entries, fault: entry };
            const key = sortKey(entry.name);
            if (previous !== undefined && previous >= key)
                return { entries, fault: 'is out of order' };
            previous = key;
            entries.push(entry);
        }
    }
    return { entries, fault: undefined };
}
function rawWord(view, at, width, little) {
    if (width === 4)
        return { low: view.getUint32(at, little), high: 0 };
    return { low: view.getUint32(at + (little ? 0 : 4), little), high: view.getUint32(at + (little ? 4 : 0), little) };
}
function readEntry(scope, { words, address, hash }) {
    const [namePointer, nameLength, dataPointer, dataLength] = words;
    const [length, size] = [numberOf(nameLength), numberOf(dataLength)];
    if (length === 0 || length > longestName)
        return 'has a name of no possible length';
    const place = resolve(scope, namePointer, address, length);
    const name = place === undefined ? undefined : decodeName(scope.names.read(place, length), length);
    if (name === undefined)
        return 'has no name';
    if (name.endsWith('/')) {
        const empty = size === 0 && isNull(scope, dataPointer, address + 2 * scope.form.width) && /^0+$/.test(hash);
        return empty ? { name: name.slice(0, -1), kind: 'directory', size: 0, offset: undefined, hash } : `(the directory ${name}) has data`;
    }
    const offset = size === 0 ? undefined : resolve(scope, dataPointer, address + 2 * scope.form.width, size);
    if (size > 0 && offset === undefined)
        return `(${name}) claims ${size} bytes that the file does not hold`;
    return { name, kind: 'file', size, offset, hash };
}
function numberOf({ low, high }) {
    return high * 0x1_0000_0000 + low;
}
function isNull({ relocated }, { low, high }, at) {
    return low === 0 && high === 0 && !relocated.has(at);
}
/** The place in the file of what a pointer points to, when all of it is there. */
function resolve({ form, image, relocated, reader }, { low, high }, at, length) {
    const target = relocated.get(at) ?? ((high & form.upperBits) >>> 0) * 0x1_0000_0000 + low + form.base;
    if (!Number.isSafeInteger(target + length))
        return undefined;
    const [first, last] = [image_offsetOf(image.segments, BigInt(target)), image_offsetOf(image.segments, BigInt(target + length - 1))];
    return first !== undefined && last === first + length - 1 && last < reader.size ? first : undefined;
}
const embed_entries_decoder = new TextDecoder('utf-8', { fatal: true });
/** What Go lets a file be called that is embedded (golang.org/x/mod/module, `CheckFilePath`). */
const part = /^[\p{L}0-9!#$%&()+,\-.=@[\]^_{}~ ]+$/u;
/** A path of such names, with a slash at the end of a directory's. */
function decodeName(bytes, length) {
    // No control characters; looked at first, because a decoder that throws is slow.
    if (bytes.length < length || bytes.some((byte) => byte < 0x20))
        return undefined;
    let name;
    try {
        name = embed_entries_decoder.decode(bytes);
    }
    catch {
        return undefined;
    }
    const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
    return parts.every((one) => part.test(one) && one !== '.' && one !== '..') ? name : undefined;
}
/** Go sorts by directory first ("." where there is none), then by name, as bytes; a zero byte stands in no name and sorts before all. */
function sortKey(name) {
    const cut = name.lastIndexOf('/');
    const key = cut < 0 ? `.\0${name}` : `${name.slice(0, cut)}\0${name.slice(cut + 1)}`;
    return Buffer.from(key).toString('latin1');
}

;// CONCATENATED MODULE: ./packages/binary/build/nested-images.js


const nested_images_chunk = 512 * 1024;
/** The furthest that a PE signature stands behind its `MZ`. */
const furthestPe = 4096;
const mostHeaders = 10_000;
/** What the headers of all candidates together may cost to read. */
const budget = 128 * 1024 * 1024;
const magics = ['7f454c46', '50450000', 'cffaedfe', 'cefaedfe', 'cafebabe'].map((hex) => Buffer.from(hex, 'hex'));
const signature = 1;
/**
 * Finds native files in some ranges of a file, at any place, by headers that make sense: a magic number alone, as programs that read
 * such files hold it, is none. Each ends where its headers say, or with its range. A helper that is compressed or encrypted is not seen.
 * With `until`, only those that begin before that place.
 */
function nested_images_findNestedImages(reader, ranges, until = Number.POSITIVE_INFINITY) {
    const images = [];
    const state = { headers: 0, read: 0 };
    for (const range of ranges) {
        for (let base = range.from, next = range.from; base < Math.min(range.to, until); base += nested_images_chunk) {
            // Four bytes may lie across the edge of a piece; what stands before a PE signature is read again where one is found.
            const bytes = Buffer.from(reader.read(base, Math.min(nested_images_chunk + 3, range.to - base)));
            for (const at of places(bytes)) {
                const start = at.magic === signature ? startOfPe(reader, base + at.at, range.from) : base + at.at;
                if (start === undefined || start < next || start >= until)
                    continue;
                state.headers += 1;
                if (state.headers > mostHeaders || state.read > budget)
                    return { images, broken: true };
                const image = readAt(reader, start, range.to, state);
                if (image === undefined)
                    continue;
                images.push(image);
                next = image.offset + image.size;
            }
        }
    }
    return { images, broken: false };
}
function places(bytes) {
    const found = magics.flatMap((magic, index) => {
        const list = [];
        for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1))
            list.push({ at, magic: index });
        return list;
    });
    return found.sort((a, b) => a.at - b.at);
}
/** The `MZ` whose header says that the PE signature stands at a place (PE format, "MS-DOS Stub"). */
function startOfPe(reader, at, least) {
    const from = Math.max(least, at - furthestPe);
    const bytes = Buffer.from(reader.read(from, at - from));
    for (let start = bytes.lastIndexOf('MZ'); start >= 0; start = start === 0 ? -1 : bytes.lastIndexOf('MZ', start - 1)) {
        if (start + 64 <= bytes.length && bytes.readUInt32LE(start + 60) === at - from - start)
            return from + start;
    }
    return undefined;
}
function readAt(reader, offset, to, state) {
    const part = reader_partOf(reader, offset, to - offset);
    const counted = { size: part.size, read: (at, length) => ((state.read += Math.min(length, part.size)), part.read(at, length)) };
    const native = readNative(counted);
    const image = native.ok ? native.value.images[0] : undefined;
    if (!native.ok || image === undefined || image.segments.length + image.sections.length === 0)
        return undefined;
    const end = native.value.images.reduce((far, one) => Math.max(far, one.end), 0);
    return { format: native.value.format, machine: image.machine, offset, size: Math.min(end, part.size) };
}

;// CONCATENATED MODULE: ./packages/binary/build/go-build-info.js


const magic = Buffer.from('\xff Go buildinf:', 'latin1');
const headerSize = 32;
/** A multiple of 16, as are the places where the header may stand. */
const go_build_info_piece = 64 * 1024;
/** The linker puts it at the front of the data, behind what a C compiler's start-up code keeps there. */
const searched = 1024 * 1024;
/** Programs with a thousand dependencies have 150 KB of it. */
const longest = 1024 * 1024;
/**
 * Reads Go's build information from its own section (Go's debug/buildinfo), so that a Go program that is embedded as data is not taken for
 * its host. Undefined when the program was not built by Go, or does not carry it. Reads at most 2 MiB of a program that is not hostile.
 */
function go_build_info_readGoBuildInfo(reader, image) {
    const data = dataRange(image);
    const place = data === undefined ? undefined : findHeader(reader, data, image.range.offset);
    const header = place === undefined ? undefined : Uint8Array.from(reader.read(place, headerSize));
    if (place === undefined || header === undefined || header.length < headerSize)
        return undefined;
    const isInline = ((header[15] ?? 0) & 2) !== 0;
    const [version, modules] = isInline ? inlineTexts(reader, place + headerSize) : pointedTexts(reader, image, place);
    if (version === undefined || version.length === 0)
        return undefined;
    return { goVersion: version.toString('utf8'), ...parseModules(modules ?? Buffer.alloc(0)) };
}
/** ELF and Mach-O have a section for it; in PE, and without a section table, it stands in the first data that may be written. */
function dataRange({ format, sections, segments }) {
    if (format !== 'pe' && sections.length > 0) {
        const named = sections.find(({ name }) => name === '.go.buildinfo' || name.endsWith(',__go_buildinfo'));
        return named === undefined ? undefined : { ...named, own: true };
    }
    const writable = format === 'pe' ? sections.find((one) => one.writable && one.loaded && one.size > 0) : segments.find((one) => one.writable);
    return writable === undefined ? undefined : { ...writable, own: false };
}
/** The first header that belongs to the program itself, and not to one that stands in its data. */
function findHeader(reader, { offset, size, own }, start) {
    const places = findMagic(reader, offset, Math.min(size, searched));
    const [first, last] = [places[0], places.at(-1)];
    if (own || last === undefined)
        return first;
    // What is mapped may begin with the headers of the program itself.
    const { images } = nested_images_findNestedImages(reader, [{ from: Math.max(offset, start + 1), to: offset + size }], last);
    return places.find((place) => !images.some((one) => place >= one.offset && place < one.offset + one.size));
}
function findMagic(reader, offset, size) {
    const found = [];
    for (let base = 0; base < size; base += go_build_info_piece) {
        const bytes = Buffer.from(reader.read(offset + base, Math.min(go_build_info_piece, size - base)));
        // A host with more helpers than this before its own is none.
        for (let at = bytes.indexOf(magic); at >= 0 && found.length < 16; at = bytes.indexOf(magic, at + 1))
            if (at % 16 === 0)
                found.push(offset + base + at);
    }
    return found;
}
/** Since Go 1.18: two texts, each behind its length as a varint. */
function inlineTexts(reader, offset) {
    const version = lengthAndText(reader, offset);
    return version === undefined ? [undefined, undefined] : [version.text, lengthAndText(reader, version.end)?.text];
}
function lengthAndText(reader, offset) {
    const head = reader.read(offset, 10);
    let length = 0;
    for (const [index, byte] of head.entries()) {
        length += (byte & 0x7f) * 2 ** (7 * index);
        if ((byte & 0x80) !== 0)
            continue;
        return textOf(reader, offset + index + 1, length);
    }
    return undefined;
}
function textOf(reader, offset, length) {
    if (length > longest || offset + length > reader.size)
        return undefined;
    return { text: Buffer.from(reader.read(offset, length)), end: offset + length };
}
/** Before Go 1.18: pointers to two string headers, each a pointer and a length. */
function pointedTexts(reader, image, at) {
    const header = reader.read(at, headerSize);
    const width = header[14];
    if (width !== 4 && width !== 8)
        return [undefined, undefined];
    const little = ((header[15] ?? 0) & 1) === 0;
    const word = (offset) => {
        const bytes = reader.read(offset, width);
        if (bytes.length < width)
            return undefined;
        const view = new DataView(bytes.buffer, bytes.byteOffset, width);
        return width === 8 ? view.getBigUint64(0, little) : BigInt(view.getUint32(0, little));
    };
    const follow = (offset) => {
        const text = place(word(offset));
        const [start, length] = text === undefined ? [] : [place(word(text)), word(text + width)];
        return start === undefined || length === undefined || length > BigInt(longest) ? undefined : textOf(reader, start, Number(length))?.text;
    };
    const place = (address) => (address === undefined ? undefined : image_offsetOf(image.segments, address));
    return [follow(at + 16), follow(at + 16 + width)];
}
/** Lines of words separated by tabs, between two marks of 16 bytes (Go's runtime/debug, ParseBuildInfo). */
function parseModules(framed) {
    const whole = framed.length >= 33 && framed[framed.length - 17] === 0x0a;
    const lines = whole ? framed.subarray(16, -16).toString('utf8').split('\n') : [];
    const words = lines.map((line) => line.split('\t'));
    const first = (key) => words.find((line) => line[0] === key);
    const module = first('mod');
    const settings = words.filter((line) => line[0] === 'build').map((line) => parseSetting(line.slice(1).join('\t')));
    return {
        path: first('path')?.[1] ?? '',
        module: module === undefined ? undefined : { path: module[1] ?? '', version: module[2] ?? '' },
        settings: new Map(settings),
    };
}
/** Go quotes keys and values that hold blanks, quotes or equals signs (runtime/debug, `quoteKey` and `quoteValue`). */
function parseSetting(text) {
    const key = text.match(/^"(?:[^"\\]|\\.)*"(?==)|^[^=]*/)?.[0] ?? '';
    return [unquote(key), unquote(text.slice(key.length + 1))];
}
const named = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
/** Undoes Go's strconv.Quote. */
function unquote(text) {
    if (!/^".*"$/s.test(text))
        return text;
    return text.slice(1, -1).replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs, (_, byte, short, long, letter) => {
        if (letter !== undefined)
            return named[letter] ?? letter;
        const code = Number.parseInt(byte ?? short ?? long, 16);
        return code > 0x10_ffff ? '\ufffd' : String.fromCodePoint(code);
    });
}

;// CONCATENATED MODULE: ./packages/binary/build/macho-chained.js


/** DYLD_CHAINED_PTR_64 holds addresses, DYLD_CHAINED_PTR_64_OFFSET offsets from the image. The others are of arm64e, 32 bits and kernels. */
const address64 = 2;
const offset64 = 6;
/**
 * How a Mach-O image with LC_DYLD_CHAINED_FIXUPS writes addresses down (Apple's mach-o/fixup-chains.h); undefined when its fixups are not
 * chained, so that the addresses stand there plainly. Throws Malformed for a format that programs for arm64 and amd64 do not have.
 */
function readChainedForm(reader) {
    const loads = macho_commands_readLoadCommands(reader);
    const { fields, list, little } = loads;
    const command = list.find((one) => one.command === 0x8000_0034);
    if (command === undefined)
        return undefined;
    const offset = fields.u32(command.at + 8);
    const header = fields_readFields(reader, offset, 28, little, 'the header of the chained fixups');
    const starts = offset + header.u32(4);
    const count = fields_readFields(reader, starts, 4, little, 'the starts of the chained fixups').u32(0);
    const places = fields_readFields(reader, starts + 4, 4 * count, little, 'the starts of the chained fixups');
    const formats = new Set();
    for (let index = 0; index < count; index++) {
        const place = places.u32(4 * index);
        // 0 is a segment without fixups. The format stands behind the size and the page size.
        if (place !== 0)
            formats.add(fields_readFields(reader, starts + place, 8, little, 'the start of a chain').u16(6));
    }
    const [format, ...others] = [...formats];
    if (format === undefined)
        return undefined;
    if (others.length > 0 || (format !== address64 && format !== offset64)) {
        throw new fields_Malformed(`its chained fixups have the format ${[...formats].join(' and ')}, and only ${address64} and ${offset64} are known`);
    }
    return { base: format === offset64 ? imageBase(loads) : 0 };
}
/** The address of the segment that begins with the header. */
function imageBase({ fields, list, wide }) {
    const text = list.find(({ command, at }) => command === 0x19 && fields.text(at + 8, 16) === '__TEXT');
    return text === undefined ? 0 : fields.offset(text.at + 24, wide);
}

;// CONCATENATED MODULE: ./packages/binary/build/pointers.js




/** In a chain, bits 51 to 62 say how far the next link is, and the top bit is set where the address is another library's. */
const chainedBits = 0x8007_ffff;
/** Reads how an image writes addresses down. `reader` is over the whole file. Throws Malformed. */
function pointers_readPointerForm(reader, image) {
    const plain = {
        width: image.bits === 64 ? 8 : 4,
        little: image.endian === 'little',
        base: 0,
        upperBits: 0xffff_ffff,
        relocations: undefined,
    };
    if (image.format === 'elf')
        return { ...plain, relocations: readRelocationTable(reader) };
    if (image.format !== 'mach-o')
        return plain;
    const chained = readChainedForm(reader_partOf(reader, image.range.offset, image.range.size));
    return chained === undefined ? plain : { ...plain, base: chained.base, upperBits: chainedBits };
}
/** The addresses that relocations fill into some ranges of memory, by the address of the place. `limit` bounds how many are kept. */
function collectRelocated(reader, form, ranges, limit) {
    const found = new Map();
    if (form.relocations === undefined || ranges.length === 0)
        return found;
    const sorted = ranges_mergeRanges(ranges);
    elf_relocations_eachRelative(reader, form.relocations, (address, addend) => {
        if (found.size < limit && ranges_isWithin(sorted, address))
            found.set(address, addend);
    });
    return found;
}

;// CONCATENATED MODULE: ./packages/binary/build/embed-tables.js






/** All tables of one program together. A program with more files than this has its tables cut, and a doubt says so. */
const mostEntries = 1_000_000;
const embed_tables_cure = 'Build or download the file again, and see that it was copied whole';
/**
 * Lists what a Go program embeds in variables of the type `embed.FS`: names, sizes, places and the hashes that Go stored, with or without
 * symbols, of any format, position-independent or not. An empty file has the size 0 here, whatever its name promises. Go's compiler lays
 * these tables out in `WriteEmbed` (cmd/compile/internal/staticdata/embed.go): a slice header that points just behind itself, then for
 * each file its name, its data and 16 bytes of a hash.
 *
 * Not listed: files that are embedded as a `string` or `[]byte` (the program keeps neither their names nor a mark of where they stand:
 * look for their contents with `findContents`), a variable that the linker dropped because nothing uses it, what an embedded program
 * embeds itself, and programs of TinyGo and gccgo, which lay it out otherwise. A table whose first entry was overwritten is not seen.
 *
 * Reads the read-only data once, without the ranges of the file in `except`: what is known to be the content of an asset holds no table of
 * this program.
 */
function embed_tables_listEmbeds(reader, image, except = []) {
    try {
        const form = pointers_readPointerForm(reader, image);
        const { candidates, broken } = scanForTables(reader, image, form, except);
        const listing = readTables(reader, image, form, candidates);
        const tooMany = { code: 'E_BINARY_EMBED_LIMIT', message: 'holds more places that look like embed tables than any real program', cure: embed_tables_cure };
        return broken ? { ...listing, doubts: [...listing.doubts, tooMany] } : listing;
    }
    catch (error) {
        if (!(error instanceof fields_Malformed))
            throw error;
        return { tables: [], doubts: [{ code: 'E_BINARY_EMBED', message: `cannot be searched for embed tables: ${error.message}`, cure: embed_tables_cure }] };
    }
}
/** Whether Go's linker made a program, by what it leaves in every one: its line table, or the build information. */
function isGoProgram(reader, image) {
    return image.sections.some(({ name }) => name.includes('gopclntab')) || go_build_info_readGoBuildInfo(reader, image) !== undefined;
}
function readTables(reader, image, form, candidates) {
    const size = 4 * form.width + 16;
    const ranges = candidates.map(({ address, count }) => ({ from: address, to: address + 3 * form.width + count * size }));
    const scope = { reader, names: reader_windowOf(reader, 8192), image, form, relocated: collectRelocated(reader, form, ranges, 3 * mostEntries) };
    const tables = [];
    const doubts = [];
    let [left, end] = [mostEntries, 0];
    for (const { offset, address, count } of candidates) {
        // What stands within a table was read as part of it.
        if (offset < end)
            continue;
        const { entries, fault } = readEntries(scope, { offset: offset + 3 * form.width, address: address + 3 * form.width, count: Math.min(count, left) });
        left -= entries.length;
        if (fault === undefined && entries.length === count) {
            tables.push({ offset, address, entries });
            end = offset + 3 * form.width + count * size;
        }
        else if (left <= 0) {
            doubts.push({ code: 'E_BINARY_EMBED_LIMIT', message: `embeds more than ${mostEntries} files, and not all are listed`, cure: embed_tables_cure });
            break;
        }
        else if (entries.length > 0) {
            const message = `has a damaged embed table at offset ${offset}: entry ${entries.length + 1} of ${count} ${fault ?? 'is missing'}`;
            doubts.push({ code: 'E_BINARY_EMBED_TABLE', message, cure: embed_tables_cure });
        }
        if (doubts.length >= 100)
            break;
    }
    return { tables, doubts };
}

;// CONCATENATED MODULE: ./packages/binary/build/entitlements.js

const entitlements_deepest = 32;
const entitlements_cure = 'Write a property list in XML with one dictionary of keys and their values, as Xcode does';
class NoPlist extends Error {
    /** What a file holds may be quoted in a message, so control characters are left out of it. */
    constructor(message) {
        super(message.replace(/\p{C}+/gu, ' ').slice(0, 200));
    }
}
/**
 * Reads entitlements out of a property list in XML (Apple's PropertyList-1.0.dtd): what a project keeps beside its sources, and what
 * stands in a signature. Dates, data and real numbers, which no entitlement has, are refused as is everything that is no property list.
 */
function parseEntitlements(xml) {
    try {
        const cursor = { tokens: tokenize(xml), at: 0 };
        take(cursor, 'plist');
        const value = readValue(cursor, 0);
        take(cursor, '/plist');
        if (typeof value !== 'object' || Array.isArray(value))
            throw new NoPlist('it holds no dictionary');
        return ok(value);
    }
    catch (error) {
        if (!(error instanceof NoPlist))
            throw error;
        return err({ code: 'E_BINARY_ENTITLEMENTS', message: `is no list of entitlements: ${error.message}`, cure: entitlements_cure });
    }
}
/**
 * Tags without their attributes, each with the text behind it. Comments, the declaration and the document type are passed over. Each
 * letter is looked at once, whatever stands there: entitlements come out of files that nobody trusts.
 */
function tokenize(xml) {
    const tokens = [];
    for (let at = xml.indexOf('<'); at >= 0;) {
        const isComment = xml.startsWith('<!--', at);
        const end = isComment ? xml.indexOf('-->', at + 4) + 2 : xml.indexOf('>', at);
        if (end < at)
            throw new NoPlist(isComment ? 'a comment in it has no end' : 'a tag in it has no end');
        const next = xml.indexOf('<', end);
        const text = xml.slice(end + 1, next < 0 ? undefined : next);
        const last = tokens.at(-1);
        if (!/[!?]/.test(xml.charAt(at + 1)))
            tokens.push(...tokensOf(xml.slice(at + 1, end), text));
        else if (last !== undefined)
            last.text += text;
        at = next;
    }
    return tokens;
}
function tokensOf(source, text) {
    const [, tag = ''] = source.match(/^(\/?[a-z]+)(?:\s|\/?$)/) ?? [];
    if (!/^\/?(plist|dict|key|string|true|false|integer|array)$/.test(tag))
        throw new NoPlist(`<${source.slice(0, 80)}> is not known in it`);
    return source.endsWith('/')
        ? [
            { tag, text: '' },
            { tag: `/${tag}`, text },
        ]
        : [{ tag, text }];
}
function take(cursor, tag) {
    const token = cursor.tokens[cursor.at];
    if (token?.tag !== tag)
        throw new NoPlist(`<${tag}> is due where ${token === undefined ? 'it ends' : `<${token.tag}> stands`}`);
    cursor.at += 1;
    return token.text;
}
function readValue(cursor, depth) {
    if (depth > entitlements_deepest)
        throw new NoPlist('it nests too deep');
    const tag = cursor.tokens[cursor.at]?.tag;
    switch (tag) {
        case 'dict':
            return readDictionary(cursor, depth);
        case 'array':
            return readArray(cursor, depth);
        case 'true':
        case 'false':
            readText(cursor, tag);
            return tag === 'true';
        case 'string':
            return readText(cursor, tag);
        case 'integer': {
            const text = readText(cursor, tag).trim();
            if (!/^[+-]?\d{1,15}$/.test(text))
                throw new NoPlist(`"${text}" is no integer`);
            return Number(text);
        }
        default:
            throw new NoPlist(`a value is due where ${tag === undefined ? 'it ends' : `<${tag}> stands`}`);
    }
}
function readText(cursor, tag) {
    const text = take(cursor, tag);
    take(cursor, `/${tag}`);
    const named = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
    return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => named[name] ?? '');
}
function readDictionary(cursor, depth) {
    const pairs = [];
    take(cursor, 'dict');
    while (cursor.tokens[cursor.at]?.tag === 'key')
        pairs.push([readText(cursor, 'key'), readValue(cursor, depth + 1)]);
    take(cursor, '/dict');
    const seen = new Set();
    for (const [key] of pairs) {
        if (seen.has(key))
            throw new NoPlist(`the key ${key} stands in it twice`);
        seen.add(key);
    }
    return Object.fromEntries(pairs);
}
function readArray(cursor, depth) {
    const values = [];
    take(cursor, 'array');
    while (cursor.tokens[cursor.at]?.tag !== '/array')
        values.push(readValue(cursor, depth + 1));
    take(cursor, '/array');
    return values;
}
/** How a signature's entitlements differ from those that are wanted: sentences, in order of the keys. None: they are the same. */
function compareEntitlements(found, wanted) {
    return [...new Set([...Object.keys(found), ...Object.keys(wanted)])].sort().flatMap((key) => {
        // A key may be called as something that every object has.
        const [is, due] = [found, wanted].map((one) => (Object.hasOwn(one, key) ? one[key] : undefined));
        if (is === undefined)
            return [`${key} is missing`];
        if (due === undefined)
            return [`${key} is not wanted`];
        return render(is) === render(due) ? [] : [`${key} is ${render(is)} instead of ${render(due)}`];
    });
}
/** JSON with the keys in order, so that equal values have equal texts. */
function render(value) {
    return JSON.stringify(value, (_, part) => typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
}

;// CONCATENATED MODULE: ./packages/binary/build/foreign-paths.js
/** What every machine of a system has. Loaders of the BSDs stand in /libexec and /usr/libexec, those of Android in /system. */
const systemFolders = {
    elf: [
        '/lib',
        '/lib32',
        '/lib64',
        '/libx32',
        '/libexec',
        '/usr/lib',
        '/usr/lib32',
        '/usr/lib64',
        '/usr/libx32',
        '/usr/libexec',
        '/system',
        '/apex',
        '/vendor',
    ],
    'mach-o': ['/usr/lib', '/System'],
    pe: [],
};
const managers = /^\/(opt\/homebrew|usr\/local\/(Cellar|opt|Homebrew)|opt\/local|sw|home\/linuxbrew|nix\/store|gnu\/store|opt\/(hostedtoolcache|conda|miniconda3|anaconda3))(\/|$)/;
const homes = /^\/(home|Users|root|var\/root|usr\/home)(\/|$)/;
const builds = /^\/(build|builds|github|__w|workspaces?|src|buildroot|builddir|go\/src|opt\/build|var\/lib\/(jenkins|buildkite-agent)|runner|actions-runner|cirrus|drone|bitrise)(\/|$)/;
const temporary = /^\/(private\/)?(tmp|var\/tmp|var\/folders)(\/|$)/;
/**
 * Paths in a native file that a user's machine does not have: libraries that it needs, where it looks for them, its own name, and its
 * loader. The rule:
 *
 * - `$ORIGIN`, `$LIB`, `$PLATFORM`, `@loader_path`, `@executable_path` and `@rpath` are fine: they move with the file. So is a needed
 *   library without a folder in ELF and PE, and a library's own name without a folder in ELF: the loader looks for it.
 * - An absolute path is fine in the folders that the system itself has (ELF: /lib*, /usr/lib*, /usr/libexec; Mach-O: /usr/lib, /System),
 *   and in those that the policy allows, unless it climbs out of them. Everything else is foreign, and `why` says of which kind it is.
 * - A relative path is foreign: it is looked for in whatever folder the program is started from. An empty run path means that as well.
 *
 * A path that is spelled out elsewhere in the file, such as that of a source file, is not looked for. Equal findings are told once.
 */
function findForeignPaths(file, policy = {}) {
    const found = file.images.flatMap((image) => rolesOf(image).flatMap(([role, path]) => judge(image.format, role, path, policy) ?? []));
    return [...new Map(found.map((one) => [`${one.role} ${one.path}`, one])).values()];
}
function rolesOf(image) {
    return [
        ...image.needed.map((path) => ['needed', path]),
        ...image.runPaths.map((path) => ['run path', path]),
        ...(image.soname === undefined ? [] : [['own name', image.soname]]),
        ...(image.interpreter === undefined ? [] : [['interpreter', image.interpreter]]),
    ];
}
function judge(format, role, path, policy) {
    const plain = path.replaceAll('\\', '/');
    if (liesIn(plain, policy.buildFolders ?? []))
        return { path, role, why: 'build folder' };
    if (/^(\$(ORIGIN|LIB|PLATFORM)|\$\{(ORIGIN|LIB|PLATFORM)\}|@(loader_path|executable_path|rpath))(\/|$)/.test(plain))
        return undefined;
    // Names of Windows' own libraries never have a folder, but a drive may stand in front of a path.
    if (format === 'pe' ? !/[/:]/.test(plain) : format === 'elf' && role !== 'run path' && !plain.includes('/') && plain !== '')
        return undefined;
    if (!plain.startsWith('/') && !/^[a-z]:/i.test(plain))
        return { path, role, why: 'relative' };
    if (!plain.split('/').includes('..') && liesIn(plain, [...systemFolders[format], ...(policy.allow ?? [])]))
        return undefined;
    return { path, role, why: kindOf(plain) };
}
function liesIn(path, folders) {
    return folders.some((folder) => {
        const bare = folder.replaceAll('\\', '/').replace(/\/+$/, '');
        return bare !== '' && (path === bare || path.startsWith(`${bare}/`));
    });
}
function kindOf(path) {
    if (managers.test(path))
        return 'package manager';
    // Runners of Windows build on a drive of their own.
    if (builds.test(path) || /^[a-z]:\/a\//i.test(path))
        return 'build folder';
    if (homes.test(path) || /^[a-z]:\/users\//i.test(path))
        return 'home folder';
    return temporary.test(path) ? 'temporary folder' : 'unknown';
}

;// CONCATENATED MODULE: ./packages/binary/build/head-architecture.js




/** Bytes from the start of a file that `sniffHead` looks at. */
const headSize = 64 * 1024;
/**
 * What a file is when only its beginning is at hand, as of a member of an archive. A native file's headers may go on behind it, so of one
 * only the format and the machine are told.
 */
function sniffHead(head) {
    const found = sniff(readerOf(head));
    const architecture = architectureOf(head, found.kind);
    if (found.problem === undefined || architecture === undefined)
        return found;
    return { ...found, architectures: [architecture], problem: undefined };
}
function architectureOf(head, kind) {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (kind === 'elf')
        return readElfArchitecture(head);
    if (kind === 'pe') {
        const at = head.length < 64 ? head.length : view.getUint32(60, true);
        return at + 6 > head.length ? undefined : peMachine(view.getUint16(at + 4, true)).architecture;
    }
    if (kind !== 'mach-o' || head.length < 8)
        return undefined;
    const magic = view.getUint32(0, true);
    return magic === 0xfeed_face || magic === 0xfeed_facf ? machoMachine(view.getUint32(4, true)).architecture : undefined;
}

;// CONCATENATED MODULE: ./packages/binary/build/packing.js



/** Sections that packers of PE files leave. */
const packerSections = [
    [/^UPX[0-9!]$/, 'UPX'],
    [/^\.?MPRESS[12]$/i, 'MPRESS'],
    [/^\.(aspack|adata)$/, 'ASPack'],
    [/^\.petite$/, 'Petite'],
    [/^\.(vmp|VMP)[0-9]$/, 'VMProtect'],
    [/^\.?(themida|winlice|winlicen)$/i, 'Themida'],
    [/^\.enigma[12]$/, 'Enigma'],
    [/^(PEC2|PEC2TO|PECompact2|pec[12])$/, 'PECompact'],
    [/^(\.nsp|nsp)[0-2]$/, 'NsPack'],
    [/^(FSG!|MEW|\.MEW|\.RLPack|\.packed|\.yP|\.perplex|kkrunchy)$/, 'another packer'],
];
/**
 * Whether a native file is packed or encrypted, and what says so; none for an ordinary file. Looked at are the marks of packers (UPX's
 * `UPX!` with its version and format behind it, section names), Mach-O's LC_ENCRYPTION_INFO, and how random the code is. A packer that leaves no mark and
 * spreads its bytes well, and code that is encrypted in small pieces, are not noticed. Reads less than 1 MiB of each image.
 */
function detectPacking(reader, file) {
    return file.images.flatMap((image) => {
        const marks = [...sectionMarks(image), ...upxMarks(reader, image), ...encryptionMarks(reader, image)];
        const packers = [...new Set(marks.map(([packer]) => packer))];
        const sure = packers.map((packer) => ({ packer, certainty: 'sure', evidence: marks.filter(([one]) => one === packer).map(([, seen]) => seen) }));
        return sure.length > 0 ? sure : (randomCode(reader, image) ?? []);
    });
}
function sectionMarks(image) {
    return image.sections.flatMap(({ name }) => {
        const packer = packerSections.find(([pattern]) => pattern.test(name.split(',').at(-1) ?? name))?.[1];
        return packer === undefined ? [] : [[packer, `the section ${name}`]];
    });
}
const upx = Buffer.from('UPX!');
/**
 * UPX writes `UPX!` behind the headers of what it packed, and again at the end (UPX, src/stub/src/include/header.S and l_info of
 * src/p_unix.h). Programs that know UPX hold the text too, so it has to stand in these places and be followed by a version and a format that UPX has.
 */
function upxMarks(reader, image) {
    const { offset, size } = image.range;
    const head = { from: offset, bytes: Buffer.from(reader.read(offset, Math.min(size, 4096))), what: 'behind the headers' };
    const tailSize = Math.min(size, 128);
    const tail = { from: offset + size - tailSize, bytes: Buffer.from(reader.read(offset + size - tailSize, tailSize)), what: 'at the end' };
    return [head, tail].flatMap(({ from, bytes, what }) => {
        for (let at = bytes.indexOf(upx); at >= 0; at = bytes.indexOf(upx, at + 1)) {
            if (isPackHeader(bytes, at))
                return [['UPX', `UPX! ${what}, at offset ${from + at}`]];
        }
        return [];
    });
}
/** In l_info a size (16 bits), a version and a format follow; in the pack header a version, a format, a method and a level do. */
function isPackHeader(bytes, at) {
    const plausible = (version, format) => version !== undefined && format !== undefined && version >= 8 && version <= 14 && ((format >= 1 && format <= 44) || (format >= 129 && format <= 146));
    return plausible(bytes[at + 4], bytes[at + 5]) || plausible(bytes[at + 6], bytes[at + 7]);
}
/** LC_ENCRYPTION_INFO and its form for 64 bits: a range, and a method that is 0 for a file that could be but is not encrypted. */
function encryptionMarks(reader, image) {
    if (image.format !== 'mach-o')
        return [];
    try {
        const { fields, list } = macho_commands_readLoadCommands(reader_partOf(reader, image.range.offset, image.range.size));
        return list
            .filter(({ command, at }) => (command === 0x21 || command === 0x2c) && fields.u32(at + 16) !== 0)
            .map(({ at }) => [
            'encryption',
            `${fields.u32(at + 12)} bytes encrypted with method ${fields.u32(at + 16)}, from offset ${image.range.offset + fields.u32(at + 8)}`,
        ]);
    }
    catch (error) {
        if (error instanceof fields_Malformed)
            return [];
        throw error;
    }
}
const block = 4096;
const samples = 64;
/** Machine code has 5 to 6.7 bits a byte in blocks of 4 KiB; compressed bytes have 7.95. */
const random = 7.8;
/** Code of which most samples look random. Small code says nothing: the stub of a packer is ordinary code. */
function randomCode(reader, image) {
    const code = codeOf(image);
    const parts = code.flatMap(({ offset, size }) => {
        const count = Math.min(samples, Math.floor(size / block));
        return Array.from({ length: count }, (_, index) => offset + Math.floor(((size - block) * index) / Math.max(1, count - 1)));
    });
    if (parts.length < 8)
        return undefined;
    const high = parts.map((at) => entropyOf(reader.read(at, block))).filter((bits) => bits > random).length;
    if (high * 2 < parts.length)
        return undefined;
    const names = code.map((one) => ('name' in one ? one.name : '')).filter((name) => name !== '');
    const evidence = `${high} of ${parts.length} samples of its code${names.length === 0 ? '' : ` (${names.join(', ')})`} look like random bytes`;
    return [{ packer: 'unknown', certainty: 'likely', evidence: [evidence] }];
}
/** The largest parts of the code; an object may have a section for each function. */
function codeOf(image) {
    const sections = image.sections.filter(({ executable, size }) => executable && size >= block);
    const all = sections.length > 0 ? sections : image.segments.filter(({ executable, size }) => executable && size >= block);
    return all.toSorted((a, b) => b.size - a.size).slice(0, 4);
}
/** Bits a byte, by how often each value stands there (Shannon 1948). */
function entropyOf(bytes) {
    const counts = new Uint32Array(256);
    for (const byte of bytes)
        counts[byte] = counts[byte] + 1;
    return counts.reduce((bits, count) => (count === 0 ? bits : bits - (count / bytes.length) * Math.log2(count / bytes.length)), 0);
}

;// CONCATENATED MODULE: ./packages/binary/build/pe-checksum.js



const pe_checksum_piece = (/* unused pure expression or super */ null && (1024 * 1024));
/**
 * Reads and computes the checksum of a PE file (PE format, "CheckSum", computed as IMAGHELP.DLL does): 16-bit words are added with their
 * carries, the field itself counts as 0, and the file's length is added. Undefined for other files, and for objects. Reads the file once.
 */
function readPeChecksum(reader, image) {
    if (image.format !== 'pe')
        return undefined;
    const place = placeOf(reader);
    if (place === undefined)
        return undefined;
    const buffer = new Uint8Array(Math.min(pe_checksum_piece, reader.size + 1));
    let sum = 0;
    for (let base = 0; base < reader.size; base += pe_checksum_piece) {
        const bytes = readThrough(reader, base, Math.min(pe_checksum_piece, reader.size - base), buffer);
        sum += sumOf(bytes) - sumOf(overlap(bytes, base, place.at));
    }
    const folded = fold(sum);
    const computed = (folded + reader.size) >>> 0;
    return { stored: place.stored, computed, state: place.stored === 0 ? 'none' : place.stored === computed ? 'same' : 'differs' };
}
function placeOf(reader) {
    try {
        const optional = readPeHeaders(reader)?.optional;
        // A header at an odd place has no words of its own; no linker writes one.
        return optional === undefined || optional.at % 4 !== 0 ? undefined : { at: optional.at + 64, stored: optional.checksum };
    }
    catch (error) {
        if (error instanceof Malformed)
            return undefined;
        throw error;
    }
}
/** The bytes of the field that lie in a piece. */
function overlap(bytes, base, at) {
    return bytes.subarray(Math.min(bytes.length, Math.max(0, at - base)), Math.min(bytes.length, Math.max(0, at + 4 - base)));
}
/** The sum of little-endian words; a last byte alone is a word with an upper half of 0. Well below 2^53 for a piece, and for a file. */
function sumOf(bytes) {
    const even = bytes.length & ~1;
    const aligned = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes);
    const words = new Uint16Array(aligned.buffer, aligned.byteOffset, even / 2);
    let sum = 0;
    for (let index = 0; index < words.length; index++)
        sum += words[index];
    return even === bytes.length ? sum : sum + bytes[even];
}
/** Adding carries at the end gives the same as adding them at each step: both keep the sum modulo 65535. */
function fold(sum) {
    let folded = sum;
    while (folded > 0xffff)
        folded = (folded % 0x1_0000) + Math.floor(folded / 0x1_0000);
    return folded;
}

;// CONCATENATED MODULE: ./packages/binary/build/platform-check.js

/** The format that a system's programs have. */
function platform_check_formatOf(platform) {
    const os = (0,build/* osOf */.mJ)(platform);
    return os === 'windows' ? 'pe' : os === 'darwin' ? 'mach-o' : 'elf';
}
const platform_check_names = { elf: 'an ELF file', pe: 'a PE file', 'mach-o': 'a Mach-O file' };
/**
 * Whether a native file is for a platform: format, system and architecture. A fat file is, when one of its slices is. The message is a
 * phrase that follows the file's name; undefined when it is right.
 */
function checkPlatform(file, platform) {
    const wanted = platform_check_formatOf(platform);
    const cure = `Build it for ${platform}, or declare the platform that it is for`;
    if (file.format !== wanted)
        return { code: 'E_BINARY_PLATFORM', message: `is ${platform_check_names[file.format]}, but ${platform} needs ${platform_check_names[wanted]}`, cure };
    const fits = file.images.some((image) => image.architecture === (0,build/* architectureOf */.NJ)(platform) && (image.os ?? (0,build/* osOf */.mJ)(platform)) === (0,build/* osOf */.mJ)(platform));
    return fits ? undefined : { code: 'E_BINARY_PLATFORM', message: `is for ${describePlatforms(file)}, not for ${platform}`, cure };
}
/** `linux/arm64`, or what the file calls its machine where Go has no name for it. */
function describePlatforms(file) {
    return file.images.map((image) => `${image.os ?? 'an unknown system'}/${image.architecture ?? image.machine}`).join(' and ');
}

;// CONCATENATED MODULE: ./packages/binary/build/search-compare.js

const search_compare_piece = 128 * 1024;
// Everything here is synchronous, so two buffers serve every comparison.
const scratch = [new Uint8Array(search_compare_piece), new Uint8Array(search_compare_piece)];
/** The first place at which two ranges differ, or `length` when they do not. A range that ends early differs there. */
function firstDifference(a, atA, b, atB, length) {
    // Most candidates differ at once, so the first piece is small.
    for (let done = 0, size = 4096; done < length; done += size, size = search_compare_piece) {
        size = Math.min(size, length - done);
        const [left, right] = [reader_readThrough(a, atA + done, size, scratch[0]), reader_readThrough(b, atB + done, size, scratch[1])];
        if (left.length === size && right.length === size && Buffer.compare(left, right) === 0)
            continue;
        return done + differsAt(left, right);
    }
    return length;
}
/** How many bytes in front of two places are the same, at most `length`. */
function commonBefore(a, atA, b, atB, length) {
    const most = Math.min(length, atA, atB);
    for (let done = 0; done < most;) {
        const size = Math.min(search_compare_piece, most - done);
        const [left, right] = [reader_readThrough(a, atA - done - size, size, scratch[0]), reader_readThrough(b, atB - done - size, size, scratch[1])];
        if (Buffer.compare(left, right) !== 0) {
            let equal = 0;
            while (left[size - 1 - equal] === right[size - 1 - equal])
                equal += 1;
            return done + equal;
        }
        done += size;
    }
    return most;
}
/** The share of places, of 64 spread over a range, where 16 bytes of both are the same. */
function shareOfEqual(a, atA, b, atB, length) {
    if (length <= 0)
        return 0;
    const size = Math.min(16, length);
    const count = Math.min(64, Math.ceil(length / size));
    let equal = 0;
    for (let index = 0; index < count; index++) {
        const at = Math.floor(((length - size) * (index + 1)) / count);
        const [left, right] = [a.read(atA + at, size), b.read(atB + at, size)];
        if (left.length === size && Buffer.compare(left, right) === 0)
            equal += 1;
    }
    return equal / count;
}
function differsAt(left, right) {
    const length = Math.min(left.length, right.length);
    let at = 0;
    while (at < length && left[at] === right[at])
        at += 1;
    return at;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-anchors.js


/** Lengths of anchors, the best first. All anchors of one asset have the same length. */
const anchorLengths = [256, 64, 16];
const search_anchors_block = 4096;
/** Each block reaches into the next one, so that no anchor is missed between two. */
const reach = anchorLengths[0];
/** Places that are looked at in the middle of an asset. */
const search_anchors_samples = 24;
/** So far an asset is looked through for an anchor near its front: what stands in front of it is read twice where the asset is found. */
const furthestFront = 16 * 1024 * 1024;
/** Whether an anchor is looked for backwards: it ends as a page of zeros does. */
function isBackward(bytes) {
    return isRun(bytes, bytes.length - 3);
}
/** Whether a search for these bytes would stop at every byte of a page, whichever way it goes. */
function isUnusable(bytes) {
    return isBackward(bytes) && isRun(bytes, 0);
}
function isRun(bytes, at) {
    return bytes[at] === bytes[at + 1] && bytes[at + 1] === bytes[at + 2];
}
/** Up to five anchors: near the start, in the middle, near the end, and where it stops repeating itself. None only when every byte of the asset is the same. */
function chooseAnchors(content, asset) {
    const thirds = thirdsOf(content);
    for (const length of [anchorLengths[0], anchorLengths[1]]) {
        const found = thirds.flatMap((third, index) => bestOf(readEach(content, third), length, index === 2) ?? []);
        const [first] = found;
        if (first === undefined)
            continue;
        const near = first.at < 2 * search_anchors_block ? undefined : nearFront(content, length, Math.min(first.at, furthestFront));
        return withBreak(content, near === undefined ? found : [near, ...found], asset);
    }
    const change = findChange(content);
    return change === undefined ? [] : withBreak(content, [change], asset);
}
function withBreak(content, found, asset) {
    const [first] = found;
    const broken = first === undefined ? undefined : breakAfter(content, first);
    return unique(broken === undefined ? found : [...found, broken]).map(({ at, bytes }) => ({ asset, at, bytes }));
}
/**
 * The front, the middle and the end: a truncated asset is told from one that is absent by which of them stand there. The end is looked through
 * from its end.
 */
function thirdsOf({ size }) {
    if (size <= 2 * search_anchors_block) {
        const part = Math.ceil(size / 3);
        return [0, part, 2 * part].map((start) => [{ start: Math.max(0, Math.min(start, size - reach)), size: part }]);
    }
    const placeOf = (start) => (start < 2 * search_anchors_block ? 0 : start >= size - 2 * search_anchors_block ? 2 : 1);
    const starts = sampledBlocks(size);
    const thirds = [0, 1, 2].map((place) => starts.filter((start) => placeOf(start) === place).map((start) => ({ start, size: search_anchors_block })));
    return thirds.map((third, index) => (index === 2 ? third.toReversed() : third));
}
/** Blocks whose bytes are not all the same, read when they are asked for: mostly the first is good enough. */
function* readEach(content, extents) {
    for (const { start, size } of extents) {
        const bytes = content.read(start, Math.min(size + reach, content.size - start));
        if (!isUniform(bytes))
            yield { start, bytes };
    }
}
/** The first good anchor behind the front: many file systems begin with zeros. */
function nearFront(content, length, limit) {
    for (const one of tellingBlocks(content, 2 * search_anchors_block, limit)) {
        const found = bestOf([one], length);
        if (found !== undefined && found.score > 0)
            return found;
    }
    return undefined;
}
/** Starts of blocks: two at the front, some in the middle, two at the end, in order and without repetition. */
function sampledBlocks(size) {
    const last = Math.max(0, size - search_anchors_block);
    const middle = Array.from({ length: search_anchors_samples }, (_, index) => Math.floor((last * (index + 1)) / (search_anchors_samples + 1)));
    return [...new Set([0, Math.min(search_anchors_block, last), ...middle, Math.max(0, last - search_anchors_block), last])].sort((a, b) => a - b);
}
/** Blocks in a range whose bytes are not all the same. */
function* tellingBlocks(content, from, to) {
    const buffer = new Uint8Array(64 * search_anchors_block + reach);
    for (let base = from; base < to; base += 64 * search_anchors_block) {
        const piece = reader_readThrough(content, base, Math.min(buffer.length, content.size - base), buffer);
        if (isUniform(piece))
            continue;
        for (let at = 0; at < Math.min(piece.length, 64 * search_anchors_block, to - base); at += search_anchors_block) {
            const bytes = piece.subarray(at, at + search_anchors_block + reach);
            if (!isUniform(bytes))
                yield { start: base + at, bytes };
        }
    }
}
/** Whether all bytes are the same: then the piece equals itself moved by one byte, which memcmp finds out at once. */
function isUniform(bytes) {
    return Buffer.compare(bytes.subarray(0, -1), bytes.subarray(1)) === 0;
}
/** The best anchor in some blocks, each looked through from one side; the first that is good enough ends the choice. */
function bestOf(blocks, length, fromEnd = false) {
    let best;
    choice: for (const { start, bytes } of blocks) {
        const last = bytes.length - length;
        for (let next = 0; last >= 0 && next < last + length / 4; next += length / 4) {
            const at = fromEnd ? Math.max(0, last - next) : Math.min(next, last);
            const window = bytes.subarray(at, at + length);
            const score = scoreOf(window);
            if (score > (best?.score ?? unusable))
                best = { at: start + at, bytes: window, score };
            if (score >= length * goodEnough)
                break choice;
        }
    }
    // Copied: a block may be a view of a buffer that is filled again.
    return best === undefined ? undefined : { ...best, bytes: Uint8Array.from(best.bytes) };
}
/** 256 random bytes hold 162 different values on average. */
const goodEnough = 0.55;
function unique(found) {
    return found.filter((one, index) => found.findIndex((other) => other.at === one.at) === index);
}
const seen = new Uint8Array(256);
const unusable = Number.NEGATIVE_INFINITY;
/** Different bytes, less a penalty for runs of three. */
function scoreOf(window) {
    const end = window.length;
    if (isBackward(window))
        return unusable;
    seen.fill(0);
    let [different, runs] = [0, 0];
    for (let index = 0; index < end; index++) {
        const byte = window[index];
        if (seen[byte] === 0)
            different += 1;
        seen[byte] = 1;
        if (index >= 2 && byte === window[index - 1] && byte === window[index - 2])
            runs += 1;
    }
    return different < end / 16 ? unusable : different - 8 * runs;
}
/** Longer periods are not looked for. */
const longestPeriod = 64 * 1024;
/**
 * Where an asset repeats itself, the first place where it does no more: an anchor that holds it is rare even in a binary that repeats the same.
 */
function breakAfter(content, { at, bytes }) {
    const period = Buffer.from(content.read(at, longestPeriod + bytes.length)).indexOf(bytes, 1);
    if (period < 0)
        return undefined;
    const next = at + period;
    const place = next + firstDifference(content, at, content, next, content.size - next);
    for (let end = place + 1; end <= Math.min(content.size, place + bytes.length); end++) {
        const window = content.read(end - bytes.length, bytes.length);
        if (!isBackward(window))
            return { at: end - bytes.length, bytes: Uint8Array.from(window), score: 0 };
    }
    return undefined;
}
/** Far more than it takes where a place can be found at all. */
const mostBlocks = 256;
/**
 * A place where bytes change, in an asset that is nearly all zeros or repeats a few bytes: an anchor that ends there, or begins there and is
 * looked for backwards. The first in the file of the greatest length.
 */
function findChange(content) {
    const first = new Map();
    let looked = 0;
    for (const one of tellingBlocks(content, 0, content.size)) {
        for (const length of anchorLengths) {
            const found = first.has(length) ? undefined : changeIn(one, length);
            if (found !== undefined)
                first.set(length, found);
        }
        looked += 1;
        if (looked === mostBlocks || first.has(anchorLengths[0]))
            break;
    }
    return anchorLengths.flatMap((length) => first.get(length) ?? [])[0];
}
function changeIn({ start, bytes }, length) {
    for (let at = 0; at + 3 <= bytes.length; at++) {
        if (isRun(bytes, at))
            continue;
        const begin = at + 3 >= length ? at + 3 - length : at;
        if (begin + length <= bytes.length)
            return { at: start + begin, bytes: Uint8Array.from(bytes.subarray(begin, begin + length)), score: 0 };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-rolling.js


const search_rolling_piece = 256 * 1024;
const factor = 0x0100_0193;
// A look-up of `Math` for each byte is slow where the global object is not the engine's own, as in a vm context.
const { imul } = Math;
/**
 * The first place where so many bytes have a hash, and `isThere` says that they are the right ones (Karp and Rabin 1987): slower than by
 * anchors, and linear whatever the bytes are. For contents in which no anchor can be chosen, or whose anchors stand at too many places;
 * then `ranges` says where the content may stand. Reads each byte of them twice.
 */
function findByHash(haystack, length, wanted, isThere, ranges) {
    for (const { from, to } of ranges_mergeRanges(ranges ?? [{ from: 0, to: haystack.size }])) {
        const start = Math.max(0, from);
        const found = findInPart(reader_partOf(haystack, start, to - start), length, wanted, (at) => isThere(start + at));
        if (found !== undefined)
            return start + found;
    }
    return undefined;
}
/** The hash of all bytes of a reader. */
function rollingHashOf(reader) {
    return hashOf(reader, reader.size);
}
function findInPart(haystack, length, wanted, isThere) {
    if (length > haystack.size)
        return undefined;
    const roll = { hash: hashOf(haystack, length), leaving: powerOf(length), wanted };
    const [outgoing, incoming] = [new Uint8Array(search_rolling_piece), new Uint8Array(search_rolling_piece)];
    for (let base = 0;; base += search_rolling_piece) {
        if (roll.hash === wanted && isThere(base))
            return base;
        const out = reader_readThrough(haystack, base, search_rolling_piece, outgoing);
        const into = reader_readThrough(haystack, base + length, Math.max(0, Math.min(search_rolling_piece, haystack.size - base - length)), incoming);
        const found = rollOver(roll, out, into, (index) => isThere(base + index));
        if (found !== undefined)
            return base + found;
        if (into.length < search_rolling_piece)
            return undefined;
    }
}
/** Two bytes at a time: each needs the hash of the one before it, and a processor waits less for half as many. */
function rollOver(roll, out, into, isThere) {
    const { leaving, wanted } = roll;
    const square = imul(factor, factor);
    const last = into.length - 1;
    let hash = roll.hash;
    for (let index = 0; index < last; index += 2) {
        const one = (into[index] - imul(leaving, out[index])) | 0;
        const two = (into[index + 1] - imul(leaving, out[index + 1])) | 0;
        const between = (imul(hash, factor) + one) | 0;
        hash = (imul(hash, square) + ((imul(one, factor) + two) | 0)) | 0;
        if (between === wanted && isThere(index + 1))
            return index + 1;
        // The last place of a full piece is looked at with the next one.
        if (hash === wanted && index + 2 < search_rolling_piece && isThere(index + 2))
            return index + 2;
    }
    if (into.length % 2 === 1) {
        hash = (imul(hash, factor) + into[last] - imul(leaving, out[last])) | 0;
        if (hash === wanted && isThere(last + 1))
            return last + 1;
    }
    roll.hash = hash;
    return undefined;
}
function hashOf(reader, length) {
    const buffer = new Uint8Array(Math.min(search_rolling_piece, length));
    let hash = 0;
    for (let at = 0; at < length; at += search_rolling_piece) {
        const bytes = reader_readThrough(reader, at, Math.min(search_rolling_piece, length - at), buffer);
        for (let index = 0; index < bytes.length; index++)
            hash = (imul(hash, factor) + bytes[index]) | 0;
    }
    return hash;
}
/** factor to the power of `exponent`, in 32 bits. */
function powerOf(exponent) {
    let [result, base] = [1, factor];
    for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
        if (rest % 2 === 1)
            result = imul(result, base);
        base = imul(base, base);
    }
    return result;
}

;// CONCATENATED MODULE: ./packages/binary/build/proof.js





const smallestBlock = 64;
/** So many make 10 KB of a manifest for each asset. */
const proof_mostBlocks = 512;
/** Longer contents have good windows, and rolling over them byte by byte is slow. */
const rolled = 4 * 1024 * 1024;
/**
 * Writes down what `findContents` found, for `checkProof`. Everything has to be whole: what is not proven cannot be handed on as a proof.
 * Reads each content once, out of the binary.
 */
function proveContents(binary, proven) {
    const problems = proven.flatMap(({ path, finding }) => finding.state === 'whole'
        ? []
        : [
            {
                code: 'E_BINARY_PROOF',
                message: `${path} does not stand whole in the binary (${finding.state}), so there is no proof of it`,
                cure: 'Prove it first',
            },
        ]);
    if (proven.length === 0)
        problems.push({ code: 'E_BINARY_PROOF', message: 'nothing was proven, so there is no proof', cure: 'Declare what the binary must embed' });
    if (problems.length > 0)
        return (0,build/* err */._q)(problems);
    const contents = proven.flatMap(({ path, size, finding }) => (finding.state === 'whole' ? [describe(binary, path, finding.offset, size)] : []));
    return (0,build.ok)({ version: 1, size: binary.size, contents });
}
function describe(binary, path, offset, size) {
    const content = reader_partOf(binary, offset, size);
    const block = blockFor(size);
    const whole = (0,external_node_crypto_.createHash)('sha256');
    const buffer = new Uint8Array(Math.min(block, size));
    const blocks = [];
    for (let at = 0; at < size; at += block) {
        const bytes = reader_readThrough(content, at, Math.min(block, size - at), buffer);
        whole.update(bytes);
        blocks.push(blockHash(bytes));
    }
    const anchors = chooseAnchors(content, 0);
    const windows = anchors.map(({ at, bytes }) => ({ at, bytes: Buffer.from(bytes).toString('base64') }));
    const weak = size <= rolled || anchors.some(({ bytes }) => bytes.length < anchorLengths[0]);
    const rolling = weak || anchors.length === 0 ? rollingHashOf(content) >>> 0 : undefined;
    return {
        path,
        size,
        sha256: whole.digest('hex'),
        offset,
        windows,
        block,
        blocks,
        tail: blockHash(content.read(size - tailSize(size), tailSize(size))),
        rolling,
    };
}
/** Bytes at the end whose hash is kept. */
function tailSize(size) {
    return Math.min(64, size);
}
/** A power of two, so that there are at most 512 blocks. */
function blockFor(size) {
    let block = smallestBlock;
    while (Math.ceil(size / block) > proof_mostBlocks)
        block *= 2;
    return block;
}
/** The first 8 bytes, in hexadecimal. */
function blockHash(bytes) {
    return (0,external_node_crypto_.hash)('sha256', bytes, 'hex').slice(0, 16);
}
/** The manifest as a file: the same text for the same manifest. */
function renderProof(manifest) {
    return `${JSON.stringify(manifest)}\n`;
}

;// CONCATENATED MODULE: ./packages/binary/build/proof-diagnosis.js


/** Places that are looked at closely, and blocks that are compared at each. */
const closely = { places: 8, samples: 64 };
function isBlockAt(binary, { size, block, blocks }, offset, index, buffer) {
    const [from, length] = [offset + index * block, Math.min(block, size - index * block)];
    return from >= 0 && from + length <= binary.size && blockHash(reader_readThrough(binary, from, length, buffer)) === blocks[index];
}
/**
 * Of a content that is nowhere whole: the best of what is, named as `findContents` names it. A change in the last 64 bytes alone counts as
 * a cut.
 */
function diagnoseProof(binary, content, places, buffer) {
    const likely = [...places].sort((a, b) => b.good - a.good || a.offset - b.offset).slice(0, closely.places);
    const looks = likely.map((place) => proof_diagnosis_look(binary, content, place, buffer)).sort((a, b) => b.right - a.right);
    return looks[0] === undefined ? { state: 'absent' } : proof_diagnosis_judge(binary, content, looks[0], buffer);
}
/** Compares samples of the blocks. Blocks of zeros say nothing: they are right on any page of zeros. */
function proof_diagnosis_look(binary, content, place, buffer) {
    const zeros = blockHash(new Uint8Array(Math.min(content.block, content.size)));
    const telling = content.blocks.flatMap((hash, index) => (hash === zeros ? [] : [index]));
    const step = Math.max(1, telling.length / closely.samples);
    const samples = new Set([...Array.from({ length: Math.ceil(telling.length / step) }, (_, index) => Math.floor(index * step)), telling.length - 1]);
    const right = [...samples].flatMap((index) => {
        const block = telling[index];
        return block !== undefined && isBlockAt(binary, content, place.offset, block, buffer) ? [block] : [];
    });
    return { place, right: right.length, compared: samples.size, behind: right.some((index) => index > place.good), some: right[0] };
}
function proof_diagnosis_judge(binary, content, { place, right, compared, behind, some }, buffer) {
    const { size, block, blocks } = content;
    const { offset, good } = place;
    const end = (index) => Math.min(size, index * block);
    const altered = { state: 'altered', offset, from: end(good), to: end(good + 1) };
    // All blocks are right and the whole is not: somebody made their hashes fit.
    if (good === blocks.length)
        return { ...altered, from: 0, to: size };
    const fits = offset >= 0 && offset + size <= binary.size;
    if (fits && ((behind && right * 2 >= compared) || tailStands(binary, content, place)))
        return altered;
    if (good > 0)
        return { state: 'truncated', offset, bytes: end(good), below: end(good + 1) };
    if (some === undefined)
        return { state: 'absent' };
    let [from, to] = [some, some + 1];
    while (from > 0 && isBlockAt(binary, content, offset, from - 1, buffer))
        from -= 1;
    while (to < blocks.length && isBlockAt(binary, content, offset, to, buffer))
        to += 1;
    const bytes = end(to) - from * block;
    // Programs of one language share their run time's code: a small piece says nothing.
    if (bytes < Math.max(4096, size / 16))
        return { state: 'absent' };
    return { state: 'partial', offset: offset + from * block, from: from * block, bytes };
}
/** Whether only the last block is wrong, and the content's last bytes stand there: then it was not cut. */
function tailStands(binary, { size, tail, blocks }, { offset, good }) {
    const length = tailSize(size);
    const bytes = good < blocks.length - 1 ? new Uint8Array() : binary.read(offset + size - length, length);
    return bytes.some((byte) => byte !== 0) && blockHash(bytes) === tail;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-scan.js

const { ceil, imul: search_scan_imul, log2, max, min } = Math;
/**
 * A table of 64 Ki entries stays in the second-level cache, and a larger one is slower. Where it would fill up, nearly every shift would be
 * short, which is slower still: a table of 4 Mi entries serves some thousand anchors.
 */
function bitsFor(entries) {
    return entries <= 4096 ? 16 : min(22, ceil(log2(entries)) + 3);
}
/** Scanners for anchors of one length: one for those that are looked for forwards, and one for the others. */
function createScanners(anchors, length) {
    const [forward, backward] = [anchors.filter(({ bytes }) => !isBackward(bytes)), anchors.filter(({ bytes }) => isBackward(bytes))];
    return [
        ...(forward.length === 0 ? [] : [createScanner(forward, length, scanForwards, (at) => length - 3 - at)]),
        ...(backward.length === 0 ? [] : [createScanner(backward, length, scanBackwards, (at) => at)]),
    ];
}
/** Tables are made anew for so few anchors when one is forgotten; else it only is not compared any more. */
const fewAnchors = 64;
function createScanner(anchors, length, scan, shiftAt) {
    const down = 32 - bitsFor(anchors.length * (length - 2));
    const tables = { shifts: new Uint8Array(2 ** (32 - down)), buckets: new Map(), length, down };
    fillTables(tables, anchors, shiftAt);
    const left = new Set(anchors);
    const forget = (anchor) => {
        if (!left.delete(anchor))
            return;
        if (anchors.length <= fewAnchors)
            fillTables(tables, [...left], shiftAt);
        else
            for (const [key, bucket] of tables.buckets)
                if (bucket.includes(anchor))
                    tables.buckets.set(key, bucket.filter((one) => one !== anchor));
    };
    return { length, anchors, forget, scan: (bytes, base, start, onAnchor) => scan(tables, bytes, base, start, onAnchor) };
}
/** How far each block of three bytes lets the scan move on: as far as it stands from the one that is looked at first. */
function fillTables({ shifts, buckets, length, down }, anchors, shiftAt) {
    shifts.fill(length - 2);
    buckets.clear();
    for (const anchor of anchors) {
        for (let at = 0; at <= length - 3; at++) {
            const key = search_scan_hash(anchor.bytes, at, down);
            shifts[key] = min(shifts[key], shiftAt(at));
            if (shiftAt(at) === 0)
                buckets.set(key, [...(buckets.get(key) ?? []), anchor]);
        }
    }
}
function search_scan_hash(bytes, at, down) {
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    return search_scan_imul(word, 0x9e37_79b1) >>> down;
}
/** Shorter shifts are a reason to see whether the bytes are all the same, because then none of them is where an anchor ends. */
const search_scan_short = 16;
/** `at` is the place of the last three bytes of where an anchor might stand. The hash is written out: this is the one hot loop. */
function scanForwards(tables, bytes, base, start, onAnchor) {
    const { shifts, buckets, length, down } = tables;
    const back = length - 3;
    const last = bytes.length - 3;
    let at = start - base + back;
    while (at <= last) {
        const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
        const key = search_scan_imul(word, 0x9e37_79b1) >>> down;
        const shift = shifts[key];
        if (shift >= search_scan_short) {
            at += shift;
            continue;
        }
        if (bytes[at] === bytes[at + 1] && bytes[at + 1] === bytes[at + 2]) {
            at = endOfRun(bytes, at + 3) - 2;
            continue;
        }
        if (shift !== 0) {
            at += shift;
            continue;
        }
        let next = at + 1;
        for (const anchor of buckets.get(key) ?? []) {
            if (stands(bytes, at - back, anchor.bytes))
                next = max(next, onAnchor(anchor, base + at - back) - base + back);
        }
        at = next;
    }
    return base + at - back;
}
/** The same from the end of the piece to its start; `at` is the place of the first three bytes. What is found never makes it skip. */
function scanBackwards(tables, bytes, base, start, onAnchor) {
    const { shifts, buckets, length, down } = tables;
    let at = bytes.length - length;
    const end = base + max(at + 1, start - base);
    while (at >= start - base) {
        const key = search_scan_hash(bytes, at, down);
        const shift = shifts[key];
        if (shift >= search_scan_short) {
            at -= shift;
        }
        else if (bytes[at] === bytes[at + 1] && bytes[at + 1] === bytes[at + 2]) {
            at = startOfRun(bytes, at) - 1;
        }
        else if (shift !== 0) {
            at -= shift;
        }
        else {
            for (const anchor of buckets.get(key) ?? [])
                if (stands(bytes, at, anchor.bytes))
                    onAnchor(anchor, base + at);
            at -= 1;
        }
    }
    return end;
}
/** Bytes that memcmp goes over at a time, where a run is long. */
const longestStep = 64 * 1024;
/** From a byte that may be the same as the one before it: the first that is not, or the end. memcmp goes over long runs. */
function endOfRun(bytes, from) {
    let at = from;
    for (let size = 64; at + size <= bytes.length && Buffer.compare(bytes.subarray(at, at + size), bytes.subarray(at - 1, at + size - 1)) === 0;) {
        at += size;
        size = min(2 * size, longestStep);
    }
    while (at < bytes.length && bytes[at] === bytes[at - 1])
        at += 1;
    return at;
}
/** The first byte of a run that holds the byte at a place. */
function startOfRun(bytes, from) {
    let at = from;
    for (let size = 64; at >= size && Buffer.compare(bytes.subarray(at - size, at), bytes.subarray(at - size + 1, at + 1)) === 0;) {
        at -= size;
        size = min(2 * size, longestStep);
    }
    while (at > 0 && bytes[at - 1] === bytes[at])
        at -= 1;
    return at;
}
function stands(bytes, at, anchor) {
    for (let index = 0; index < anchor.length; index++)
        if (bytes[at + index] !== anchor[index])
            return false;
    return true;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-crawl.js



const search_crawl_chunk = 512 * 1024;
const search_crawl_piece = 64 * 1024;
function createNextPlace(binary, anchor) {
    const { length } = anchor.bytes;
    const [scanner] = createScanners([anchor], length);
    const buffer = new Uint8Array(search_crawl_chunk);
    let [base, bytes] = [0, new Uint8Array()];
    const first = (from) => {
        let found;
        scanner?.scan(bytes, base, from, (_, at) => {
            found = found === undefined ? at : Math.min(found, at);
            // Nothing more is asked of this piece; one that is looked through backwards goes on, and ends with the first.
            return base + bytes.length;
        });
        return found;
    };
    return (from) => {
        for (let at = from; at + length <= binary.size; at = base + bytes.length - length + 1) {
            if (at < base || at + length > base + bytes.length)
                [base, bytes] = [at, reader_readThrough(binary, at, Math.min(search_crawl_chunk, binary.size - at), buffer)];
            if (bytes.length < length)
                return undefined;
            const found = first(at);
            if (found !== undefined)
                return found;
        }
        return undefined;
    };
}
/**
 * Looks for an asset whose anchors stand at too many places, as in a binary that repeats what the asset repeats. A place where it differs
 * says more than that it is not there: the byte that stands in the binary has to be the asset's at any later place too that reaches so far, and
 * where the asset has no such byte in front of the difference, it cannot begin before it. Ends after some tries; `left` says where the asset
 * may still stand.
 */
function crawl(binary, content, anchor, patience) {
    const nextPlace = createNextPlace(binary, anchor);
    const { size } = content;
    let [from, compared] = [0, 0];
    for (let tries = 0; tries < patience && compared < 16 * 1024 * 1024 + binary.size; tries++) {
        const place = nextPlace(from + anchor.at);
        const offset = (place ?? binary.size) - anchor.at;
        if (place === undefined || offset + size > binary.size)
            return { left: [] };
        const differs = firstDifference(binary, offset, content, 0, size);
        if (differs === size)
            return { offset };
        compared += 2 * differs;
        const byte = binary.read(offset + differs, 1)[0];
        from = offset + Math.max(1, differs - lastOf(content, byte, differs));
    }
    return { left: rangesFrom(binary, anchor, size, from) };
}
/** The last place of a byte in front of an end; -1 when it stands nowhere there. */
function lastOf(content, byte, end) {
    const buffer = new Uint8Array(Math.min(search_crawl_piece, end));
    for (let to = end; to > 0; to -= search_crawl_piece) {
        const start = Math.max(0, to - search_crawl_piece);
        const at = reader_readThrough(content, start, to - start, buffer).lastIndexOf(byte);
        if (at >= 0)
            return start + at;
    }
    return -1;
}
/** The ranges in which an asset may lie that begins at an offset or behind it. Rough, so that an anchor which stands everywhere costs little. */
function rangesFrom(binary, anchor, size, from) {
    const nextPlace = createNextPlace(binary, anchor);
    const ranges = [];
    for (let at = nextPlace(from + anchor.at); at !== undefined; at = nextPlace(at + search_crawl_piece)) {
        const range = { from: Math.max(from, at - anchor.at), to: at + search_crawl_piece - anchor.at + size };
        const last = ranges.at(-1);
        if (last !== undefined && range.from <= last.to)
            ranges[ranges.length - 1] = { from: last.from, to: range.to };
        else
            ranges.push(range);
    }
    return ranges;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-pass.js



function createLead(anchor) {
    return { ...anchor, tries: 0, compared: 0, spent: false };
}
/** Looks for all open assets, and calls `attempt` where one may begin. Reads the binary once, and what was compared whole at most once more. */
function runChase(chase) {
    const { binary, leads } = chase;
    const scanners = anchorLengths.flatMap((length) => createScanners(leads.filter(({ bytes }) => bytes.length === length), length));
    const buffer = new Uint8Array(chase.chunk);
    const skipped = pass(chase, scanners, { from: 0, to: binary.size }, true, buffer);
    // What was compared whole was not scanned: another asset may stand in it, or lie across its edge.
    const margin = anchorLengths[0] - 1;
    for (const { from, to } of skipped) {
        pass(chase, scanners, { from: Math.max(0, from - margin), to: Math.min(binary.size, to + margin) }, false, buffer);
    }
}
/** Scans a range of the binary; answers the ranges that were compared and therefore not scanned. */
function pass(chase, scanners, range, skip, buffer) {
    const skipped = [];
    const places = new Map(scanners.map((scanner) => [scanner, range.from]));
    const placeOf = (scanner) => places.get(scanner) ?? range.to;
    const isActive = (scanner) => placeOf(scanner) + scanner.length <= range.to && scanner.anchors.some(({ asset, spent }) => !spent && chase.isOpen(asset));
    const onAnchor = (lead, at) => {
        const end = tryLead(chase, lead, at);
        if (lead.spent)
            for (const scanner of scanners)
                scanner.forget(lead);
        if (end === undefined || !skip || isBackward(lead.bytes))
            return at + 1;
        skipped.push({ from: at, to: end });
        return end;
    };
    for (let active = scanners.filter(isActive); active.length > 0; active = active.filter(isActive)) {
        const base = active.reduce((least, scanner) => Math.min(least, placeOf(scanner)), range.to);
        const size = Math.min(buffer.length, range.to - base);
        const bytes = reader_readThrough(chase.binary, base, size, buffer);
        if (bytes.length < size)
            return skipped;
        for (const scanner of active)
            places.set(scanner, scanner.scan(bytes, base, placeOf(scanner), onAnchor));
    }
    return skipped;
}
/** Bytes that may be compared in vain for one anchor. */
const fairShare = (size) => 16 * 1024 * 1024 + 2 * size;
/** What a failed try costs at least. */
const leastCost = 4096;
function tryLead(chase, lead, at) {
    if (lead.spent || !chase.isOpen(lead.asset))
        return undefined;
    const attempt = chase.attempt(lead, at - lead.at);
    if (attempt === undefined || attempt.end !== undefined)
        return attempt?.end;
    lead.tries += 1;
    lead.compared += attempt.compared + leastCost;
    lead.spent = lead.tries >= chase.patience || lead.compared > fairShare(chase.sizeOf(lead.asset));
    return undefined;
}
/**
 * Whether an asset that was not found may stand somewhere all the same: all of its anchors were given up, or it has none. Then only a search
 * that looks at every byte can tell.
 */
function isUndecided(leads) {
    return leads.every(({ spent }) => spent);
}

;// CONCATENATED MODULE: ./packages/binary/build/proof-check.js






const proof_check_piece = 256 * 1024;
/**
 * Checks a proof against a binary without the assets: by the sha256 of the range where each content stood, and where that is another's, by
 * its windows wherever it stands now. Reads each content once where nothing moved; else the binary once or twice more, whatever it holds.
 */
function checkProof(binary, manifest) {
    // A block that is larger than the binary does not stand in it.
    const buffer = new Uint8Array(Math.min(Math.max(proof_check_piece, binary.size), manifest.contents.reduce((most, { block }) => Math.max(most, block), proof_check_piece)));
    const settled = manifest.contents.map((content) => (isWholeAt(binary, content, content.offset, buffer) ? content.offset : undefined));
    const moved = manifest.contents.filter((_, index) => settled[index] === undefined);
    const hunts = moved.map((content, index) => ({ content, leads: leadsOf(content, index), places: new Map(), found: undefined }));
    for (const hunt of hunts)
        attempt(binary, hunt, hunt.content.offset, buffer);
    runChase({
        binary,
        leads: hunts.flatMap(({ leads }) => leads),
        chunk: 512 * 1024,
        patience: 1000,
        sizeOf: (asset) => hunts[asset]?.content.size ?? 0,
        isOpen: (asset) => hunts[asset]?.found === undefined,
        attempt: ({ asset }, offset) => attempt(binary, hunts[asset], offset, buffer),
    });
    return manifest.contents.map((content, index) => {
        const hunt = hunts.find((one) => one.content === content);
        return { path: content.path, finding: hunt === undefined ? { state: 'whole', offset: settled[index] ?? 0, moved: false } : conclude(binary, hunt, buffer) };
    });
}
function leadsOf(content, asset) {
    return content.windows.map(({ at, bytes }) => createLead({ asset, at, bytes: Buffer.from(bytes, 'base64') }));
}
function isWholeAt(binary, { size, sha256 }, offset, buffer) {
    if (offset < 0 || offset + size > binary.size)
        return false;
    const sum = (0,external_node_crypto_.createHash)('sha256');
    for (let done = 0; done < size; done += proof_check_piece)
        sum.update(reader_readThrough(binary, offset + done, Math.min(proof_check_piece, size - done), buffer));
    return sum.digest('hex') === sha256;
}
function attempt(binary, hunt, offset, buffer) {
    const { content, places } = hunt;
    if (places.has(offset) || offset + content.size <= 0 || offset >= binary.size)
        return undefined;
    let good = 0;
    while (good < content.blocks.length && isBlockAt(binary, content, offset, good, buffer))
        good += 1;
    places.set(offset, { offset, good });
    // All blocks may be right by 8 bytes of their hashes each; the whole sha256 decides.
    if (good === content.blocks.length && isWholeAt(binary, content, offset, buffer))
        hunt.found = offset;
    return { end: hunt.found === undefined ? undefined : offset + content.size, compared: (good + 1) * content.block };
}
function conclude(binary, { content, leads, places, found }, buffer) {
    const whole = found ?? roll(binary, content, leads, buffer);
    if (whole !== undefined)
        return { state: 'whole', offset: whole, moved: whole !== content.offset };
    return diagnoseProof(binary, content, [...places.values()], buffer);
}
/** Where its windows could not tell: it has none, or they stand at too many places. */
function roll(binary, content, leads, buffer) {
    if (content.rolling === undefined || !isUndecided(leads))
        return undefined;
    const [lead] = leads;
    const ranges = lead === undefined ? undefined : rangesFrom(binary, lead, content.size, 0);
    return findByHash(binary, content.size, content.rolling | 0, (at) => isWholeAt(binary, content, at, buffer), ranges);
}

;// CONCATENATED MODULE: ./packages/binary/build/proof-text.js



const proof_text_cure = 'Take the manifest that the build wrote, unchanged';
const mostContents = 10_000;
const mostWindows = 8;
/** No binary is larger; blocks grow with it, and are held in memory. */
const proof_text_largest = 64 * 2 ** 30;
/**
 * Reads a proof manifest. Everything in it is checked for its form, because a release trusts it: a manifest that is damaged, or was made
 * by hand, must not become a check that passes. That nobody exchanged it is the caller's to see to.
 */
function parseProof(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return (0,build/* err */._q)([refusal('is no JSON')]);
    }
    if (!isRecord(value))
        return (0,build/* err */._q)([refusal('is no object')]);
    if (value['version'] !== 1)
        return (0,build/* err */._q)([refusal(`has the version ${JSON.stringify(value['version'])}, and only 1 is known`)]);
    const { size, contents } = value;
    if (!isSize(size) || size > proof_text_largest)
        return (0,build/* err */._q)([refusal('has no size of the binary')]);
    if (!Array.isArray(contents) || contents.length === 0 || contents.length > mostContents)
        return (0,build/* err */._q)([refusal('proves nothing: it has no list of contents')]);
    const parsed = contents.map((content, index) => parseContent(content, index, size));
    const problems = parsed.flatMap((one) => (one.ok ? [] : [one.error]));
    return problems.length > 0 ? (0,build/* err */._q)(problems) : (0,build.ok)({ version: 1, size, contents: parsed.flatMap((one) => (one.ok ? [one.value] : [])) });
}
function refusal(message) {
    return { code: 'E_BINARY_PROOF', message: `the proof manifest ${message}`, cure: proof_text_cure };
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isSize(value) {
    return Number.isSafeInteger(value) && value >= 0;
}
function isHex(value, length) {
    return typeof value === 'string' && value.length === length && /^[0-9a-f]*$/.test(value);
}
function parseContent(value, index, most) {
    const wrong = (what) => (0,build/* err */._q)(refusal(`is wrong at content ${index + 1}: ${what}`));
    if (!isRecord(value))
        return wrong('it is no object');
    const { path, size, sha256, offset, windows, block, blocks, tail, rolling } = value;
    if (typeof path !== 'string' || path === '')
        return wrong('it has no path');
    if (!isSize(size) || size === 0)
        return wrong('it has no size');
    if (!isHex(sha256, 64))
        return wrong('its sha256 is none');
    if (!isSize(offset) || offset + size > most)
        return wrong('it does not lie in the binary');
    if (block !== blockFor(size) || !Array.isArray(blocks) || blocks.length !== Math.ceil(size / block) || !blocks.every((one) => isHex(one, 16))) {
        return wrong('its blocks do not fit its size');
    }
    if (!isHex(tail, 16))
        return wrong('its tail is none');
    if (rolling !== undefined && (!isSize(rolling) || rolling > 0xffff_ffff))
        return wrong('its rolling hash is none');
    const read = parseWindows(windows, size);
    return read === undefined ? wrong('its windows do not lie in it') : (0,build.ok)({ path, size, sha256, offset, windows: read, block, blocks, tail, rolling });
}
function parseWindows(value, size) {
    if (!Array.isArray(value) || value.length > mostWindows)
        return undefined;
    const windows = value.flatMap((one) => {
        if (!isRecord(one))
            return [];
        const { at, bytes } = one;
        const anchor = Buffer.from(typeof bytes === 'string' ? bytes : '', 'base64');
        const fits = isSize(at) && anchorLengths.some((known) => known === anchor.length) && !isUnusable(anchor) && at + anchor.length <= size;
        return fits && typeof bytes === 'string' ? [{ at, bytes }] : [];
    });
    return windows.length === value.length ? windows : undefined;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-diagnosis.js

/** Of an asset that is not there whole: the best of what is. */
function diagnose(binary, content, tried) {
    const likely = [...tried].sort((a, b) => b.differs - a.differs || a.offset - b.offset).slice(0, 16);
    const pieces = likely.map((one) => pieceAt(binary, content, one)).sort((a, b) => b.bytes - a.bytes);
    const altered = pieces.find((piece) => isAltered(binary, content, piece));
    if (altered !== undefined)
        return { state: 'altered', offset: altered.offset, differs: altered.differs };
    const piece = pieces[0];
    if (piece === undefined)
        return { state: 'absent' };
    if (piece.from === 0)
        return { state: 'truncated', offset: piece.offset, bytes: piece.bytes };
    // Programs of one language share their run time's code: a small piece says nothing.
    if (piece.bytes < Math.max(4096, content.size / 16))
        return { state: 'absent' };
    return { state: 'partial', offset: piece.offset + piece.from, from: piece.from, bytes: piece.bytes };
}
/** How far the content is the same on both sides of an anchor. */
function pieceAt(binary, content, { offset, anchor, differs }) {
    if (differs > anchor)
        return { offset, differs, from: 0, bytes: differs };
    const before = commonBefore(binary, offset + anchor, content, anchor, anchor);
    const after = firstDifference(binary, offset + anchor, content, anchor, content.size - anchor);
    return { offset, differs, from: anchor - before, bytes: before + after };
}
/** Around the longest piece that is the same, most is the same too; or only a few bytes at the front are not. */
function isAltered(binary, content, { offset, from, bytes }) {
    const end = from + bytes;
    if (offset < 0 || (from === 0 && end + 1 >= content.size))
        return false;
    if (end === content.size && from <= 256)
        return true;
    const [front, rest] = [Math.max(0, from - 1), Math.max(0, content.size - end - 1)];
    const equal = front * shareOfEqual(binary, offset, content, 0, front) + rest * shareOfEqual(binary, offset + end + 1, content, end + 1, rest);
    return equal > (front + rest) / 2;
}

;// CONCATENATED MODULE: ./packages/binary/build/search.js






/** Shorter contents stand in large files by chance. */
const smallestAsset = 64;
/**
 * Finds out of each asset whether all of its bytes stand in the binary, contiguously, and where. Reads the binary once, in pieces,
 * and each asset once; memory does not grow with either. Assets may be equal, overlap, or hold one another.
 */
function findContents(binary, assets, options = {}) {
    const patience = options.patience ?? 1000;
    const hunts = assets.map((content, index) => {
        const finding = refusalOf(content);
        const leads = finding === undefined ? chooseAnchors(content, index).map(createLead) : [];
        return { content, leads, tried: new Map(), finding };
    });
    runChase({
        binary,
        leads: hunts.flatMap(({ leads }) => leads),
        chunk: options.chunk ?? 512 * 1024,
        patience,
        sizeOf: (asset) => hunts[asset]?.content.size ?? 0,
        isOpen: (asset) => hunts[asset]?.finding === undefined,
        attempt: (lead, offset) => search_attempt(binary, hunts[lead.asset], lead, offset),
    });
    return hunts.map((hunt) => hunt.finding ?? settle(binary, hunt, patience) ?? diagnose(binary, hunt.content, [...hunt.tried.values()]));
}
function refusalOf(content) {
    if (content.size === 0)
        return { state: 'refused', reason: 'empty' };
    if (content.size < smallestAsset)
        return { state: 'refused', reason: 'tiny' };
    const first = content.read(0, 1)[0];
    // A byte more than a step, so that no change is missed between two; most contents tell it in the first few.
    for (let at = 0, step = 64; at < content.size; at += step, step = 65_536) {
        const bytes = content.read(at, step + 1);
        if (bytes[0] !== first || !isUniform(bytes))
            return undefined;
    }
    return { state: 'refused', reason: 'uniform' };
}
/** Compares the whole asset where one of its anchors stands. */
function search_attempt(binary, hunt, { at: anchor }, offset) {
    if (hunt.tried.has(offset))
        return undefined;
    const { size } = hunt.content;
    const differs = offset < 0 ? 0 : firstDifference(binary, offset, hunt.content, 0, size);
    if (differs === size) {
        hunt.finding = { state: 'whole', offset };
        return { end: offset + size, compared: size };
    }
    hunt.tried.set(offset, { offset, differs, anchor });
    return { end: undefined, compared: differs };
}
/** What the anchors could not tell: they are missing, or stand at too many places. */
function settle(binary, { content, leads }, patience) {
    if (!isUndecided(leads))
        return undefined;
    const [lead] = leads;
    const crawled = lead === undefined ? { left: undefined } : crawl(binary, content, lead, patience);
    if ('offset' in crawled)
        return { state: 'whole', offset: crawled.offset };
    if (crawled.left?.length === 0)
        return undefined;
    const isThere = (at) => firstDifference(binary, at, content, 0, content.size) === content.size;
    const offset = findByHash(binary, content.size, rollingHashOf(content), isThere, crawled.left);
    return offset === undefined ? undefined : { state: 'whole', offset };
}

;// CONCATENATED MODULE: ./packages/binary/build/symbol-versions.js

/** More than any library has; what claims more is damaged. */
const symbol_versions_most = 10_000;
const symbol_versions_largest = (/* unused pure expression or super */ null && (4 * 1024 * 1024));
/**
 * The versions of symbols that an ELF file needs of its libraries, such as `GLIBC_2.34`, sorted and told once (LSB Core, "Symbol Version
 * Requirements", Elfxx_Verneed): a system whose libraries lack one of them does not start it. None for other formats, for static files, and where the section
 * `.gnu.version_r` is missing or makes no sense.
 */
function readSymbolVersions(reader, image) {
    const needs = image.sections.find(({ name }) => name === '.gnu.version_r');
    const names = image.sections.find(({ name }) => name === '.dynstr');
    if (image.format !== 'elf' || needs === undefined || names === undefined || needs.size > symbol_versions_largest || names.size > symbol_versions_largest)
        return [];
    const little = image.endian === 'little';
    try {
        const table = new Fields(Uint8Array.from(reader.read(needs.offset, needs.size)), little, 'the version requirements');
        const texts = new Fields(Uint8Array.from(reader.read(names.offset, names.size)), little, 'the names of symbols');
        return [...new Set(readNeeds(table).map((at) => texts.text(at)))].sort();
    }
    catch (error) {
        if (error instanceof Malformed)
            return [];
        throw error;
    }
}
/** Places of names. Each record for a library leads to those of its versions, and both kinds to their next one by a distance. */
function readNeeds(table) {
    const found = [];
    for (let at = 0;; at += table.u32(at + 12)) {
        for (let version = at + table.u32(at + 8);; version += table.u32(version + 12)) {
            found.push(table.u32(version + 8));
            if (table.u32(version + 12) === 0 || found.length > symbol_versions_most)
                break;
        }
        if (table.u32(at + 12) === 0 || found.length > symbol_versions_most)
            return found;
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/string-headers.js




/**
 * Places in an image's data where a pointer to one of some texts stands in front of its length: the string variables and constants of Go,
 * Rust and others. Answers the texts that one refers to, each with the places of the pointers. Reads the data once.
 */
function string_headers_findStringHeaders(reader, image, form, wanted) {
    const found = new Map();
    const byAddress = Map.groupBy(wanted, ({ address }) => address);
    const look = windowOf(reader, 4096);
    const onPointer = (offset, target) => {
        for (const one of byAddress.get(target) ?? []) {
            if (lengthAt(look, offset + form.width, form) !== one.length)
                continue;
            const places = found.get(one);
            if (places === undefined)
                found.set(one, [offset]);
            else
                places.push(offset);
        }
    };
    if (wanted.length === 0)
        return found;
    const filter = new Uint8Array(65_536);
    for (const { address } of wanted)
        filter[((address - form.base) >>> 0) & 0xffff] = 1;
    for (const range of mappedRanges(image, ({ loaded, executable, name }) => loaded && !executable && !name.includes('gopclntab'))) {
        eachWords(reader, range, form, 2, (words, offset) => scan(words, filter, form, (at, target) => onPointer(offset + at, target)));
    }
    if (form.relocations === undefined)
        return found;
    eachRelative(reader, form.relocations, (address, addend) => {
        const offset = byAddress.has(addend) ? offsetOf(image.segments, BigInt(address)) : undefined;
        if (offset !== undefined)
            onPointer(offset, addend);
    });
    return found;
}
function scan(words, filter, { width, little, upperBits, base }, onTarget) {
    const step = width / 4;
    const low = little || width === 4 ? 0 : 1;
    for (let index = low; index < words.length; index += step) {
        const lower = words[index];
        if (filter[lower & 0xffff] === 0)
            continue;
        const upper = width === 4 ? 0 : (words[little ? index + 1 : index - 1] & upperBits) >>> 0;
        onTarget(4 * (index - low), upper * 0x1_0000_0000 + (lower >>> 0) + base);
    }
}
function lengthAt(look, offset, { width, little }) {
    const bytes = look.read(offset, width);
    if (bytes.length < width)
        return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, width);
    if (width === 4)
        return view.getUint32(0, little);
    const value = view.getBigUint64(0, little);
    return value > 0xffffffffn ? undefined : Number(value);
}

;// CONCATENATED MODULE: ./packages/binary/build/version-text.js

const version_text_chunk = (/* unused pure expression or super */ null && (512 * 1024));
const side = 24;
/** A version stands in a program a few times; `1.0` may stand there by the thousand. */
const mostOccurrences = 1024;
/** The places of a text in some ranges, in order, and whether there are more of them than are told. Reads the ranges once. */
function version_text_occurrencesOf(reader, text, ranges) {
    const needle = Buffer.from(text);
    const found = [];
    const buffer = new Uint8Array(ranges.reduce((size, { from, to }) => Math.max(size, Math.min(version_text_chunk, to - from)), 0));
    for (const { from, to } of needle.length === 0 ? [] : ranges) {
        for (let base = from; base + needle.length <= to; base += version_text_chunk - needle.length + 1) {
            const bytes = readThrough(reader, base, Math.min(version_text_chunk, to - base), buffer);
            const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
            for (let at = view.indexOf(needle); at >= 0; at = view.indexOf(needle, at + 1)) {
                if (found.length === mostOccurrences)
                    return { found, more: true };
                found.push(occurrenceAt(reader, base + at, needle.length));
            }
        }
    }
    return { found, more: false };
}
function occurrenceAt(reader, offset, length) {
    const start = Math.max(0, offset - side);
    const bytes = Buffer.from(reader.read(start, offset - start + length + side)).toString('latin1');
    const at = offset - start;
    return { offset, before: bytes.slice(0, at), text: bytes.slice(at, at + length), after: bytes.slice(at + length) };
}
/**
 * Whether a version is a word of its own: no digit, dot or other part of a version stands on either side (semver.org, 2.0.0, clauses 9
 * and 10). Letters may: Go lays its strings side by side with nothing between.
 */
function version_text_isOwnWord({ before, after }) {
    return !/[0-9][.]?$|[0-9A-Za-z][-+]$/.test(before.replace(/v$/, '')) && !/^([0-9]|\.[0-9]|[-+][0-9A-Za-z])/.test(after);
}
/** `module@v1.2.3/file.go` in Go's line table and `package@1.2.3` elsewhere name the version of something that the program was built from. */
function version_text_isOfPackage({ before }) {
    return /[0-9A-Za-z]@v?$/.test(before);
}
function version_text_textAround({ before, text, after }) {
    return `${before}${text}${after}`.replace(/[^ -~]/g, '.');
}
/** The 16 bytes in front of and behind the module information that Go keeps in a program twice (cmd/go/internal/modload, `infoStart` and `infoEnd`). */
const marks = {
    start: Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex'),
    end: Buffer.from('f932433186182072008242104116d8f2', 'hex'),
};
/** Programs with a thousand dependencies have 150 KB of it. */
const longestModuleText = (/* unused pure expression or super */ null && (512 * 1024));
/** Whether a place lies in Go's module information, which names the versions of all dependencies and the flags of the linker. */
function version_text_isModuleText(reader, offset) {
    for (let to = offset, left = longestModuleText; to > 0 && left > 0;) {
        const from = Math.max(0, to - 16 * 1024);
        const bytes = Buffer.from(reader.read(from, to - from));
        const [start, end] = [bytes.lastIndexOf(marks.start), bytes.lastIndexOf(marks.end)];
        if (end > start)
            return false;
        if (start >= 0)
            return true;
        left -= to - from;
        // A mark may lie across the edge of two pieces.
        to = from === 0 ? 0 : from + marks.start.length - 1;
    }
    return false;
}

;// CONCATENATED MODULE: ./packages/binary/build/version-stamp.js









/**
 * Finds the version that a program was stamped with in the program's own data, not in a program or a file that it embeds. `1.2.3` and
 * `v1.2.3` count as the same, and either may be given.
 *
 * It proves that the text stands there, not that the program shows it. `string` is the strongest: Go's `-X`, and string constants of Go
 * and Rust that have a header, leave a pointer to exactly this text. `text` may also be the version of something else that happens to be
 * the same, and a text file that is embedded as a `string` or `[]byte` counts as the program's own unless `options` name its place: nothing in
 * the program marks it. Helpers are told apart by the tables of `embed.FS` and by their own headers, so one that is cut so short that its
 * headers make no sense counts as the program's own too. A program that is packed or that makes its version up when it runs has none.
 * Reads the image once, and again only as far as the question needs.
 */
function findVersionStamp(reader, image, version, options = {}) {
    const bare = version.replace(/^v(?=[0-9])/, '');
    const { found: all, more } = occurrencesOf(reader, bare, ownRanges(image));
    const known = knownRanges(reader, image, options);
    const [inside, own] = split(all, (one) => known.find(({ offset, size }) => one.offset >= offset && one.offset < offset + size)?.name ?? bookkeeping(reader, one));
    const exact = findExact(reader, image, own, bare);
    if (exact !== undefined)
        return { state: 'string', offset: exact, section: sectionOf(image, exact)?.name };
    if (more)
        return unclear(`holds ${bare} at more places than can be looked at`);
    const nested = own.length === 0 ? { images: [], broken: false } : findNestedImages(reader, version_stamp_searched(image, own), (own.at(-1)?.offset ?? 0) + 1);
    const [helpers, rest] = split(own, (one) => {
        const found = nested.images.find(({ offset, size }) => one.offset >= offset && one.offset < offset + size);
        return found === undefined ? undefined : `an embedded program (${found.format}, ${found.machine})`;
    });
    const word = rest.find((one) => isOwnWord(one));
    if (nested.broken && rest.length > 0)
        return unclear('holds more headers of embedded programs than can be looked at');
    if (word !== undefined)
        return { state: 'text', offset: word.offset, section: sectionOf(image, word.offset)?.name, around: textAround(word) };
    if (readGoBuildInfo(reader, image)?.module?.version.replace(/^v/, '') === bare)
        return { state: 'module' };
    if (rest[0] !== undefined)
        return { state: 'longer', offset: rest[0].offset, around: textAround(rest[0]) };
    return [...helpers, ...inside][0] ?? outside(reader, image, bare);
}
function unclear(message) {
    return { state: 'unclear', problem: { code: 'E_BINARY_STAMP', message, cure: 'Check the version by running the program' } };
}
/** What is mapped into memory, as far as the file goes: debug data and what is behind the program are not the program's own. */
function ownRanges(image) {
    const all = image.sections.length > 0 ? image.sections.filter(({ loaded }) => loaded) : image.segments;
    const end = image.range.offset + image.range.size;
    const ranges = all.map(({ offset, size }) => ({ from: offset, to: Math.min(offset + size, end) }));
    return mergeRanges(ranges.filter(({ from, to }) => to > from));
}
function knownRanges(reader, image, options) {
    const entries = listEmbeds(reader, image).tables.flatMap((table) => table.entries);
    const files = entries.flatMap(({ name, offset, size }) => (offset === undefined ? [] : [{ name, offset, size }]));
    return [...(options.embedded ?? []), ...files].map((one) => ({ ...one, name: `the embedded file ${one.name}` }));
}
/** Parts places by whether there is a name for where they stand. */
function split(all, nameOf) {
    const named = all.map((one) => ({ one, where: nameOf(one) }));
    const elsewhere = named.flatMap(({ one, where }) => (where === undefined ? [] : [{ state: 'elsewhere', offset: one.offset, where }]));
    return [elsewhere, named.flatMap(({ one, where }) => (where === undefined ? [one] : []))];
}
/** What compilers write down of a build, not of the program: in Go the versions of all modules, and the paths of their sources. */
function bookkeeping(reader, one) {
    if (isOfPackage(one))
        return `the name of a package (${textAround(one)})`;
    return isModuleText(reader, one.offset) ? "Go's record of the build" : undefined;
}
/** A place to which a pointer with the right length leads; with or without a `v` in front. */
function findExact(reader, image, own, bare) {
    if (own.length === 0)
        return undefined;
    try {
        const length = Buffer.byteLength(bare);
        const wanted = own.flatMap(({ offset, before }) => [{ offset, length }, ...(before.endsWith('v') ? [{ offset: offset - 1, length: length + 1 }] : [])]);
        const strings = wanted.flatMap((one) => {
            const address = addressOf(image, one.offset);
            return address === undefined ? [] : [{ address, length: one.length, offset: one.offset }];
        });
        const found = findStringHeaders(reader, image, readPointerForm(reader, image), strings);
        return strings.find((one) => found.has(one))?.offset;
    }
    catch (error) {
        if (error instanceof Malformed)
            return undefined;
        throw error;
    }
}
function addressOf(image, offset) {
    const segment = image.segments.find((one) => offset >= one.offset && offset < one.offset + one.size);
    const address = segment === undefined ? undefined : Number(segment.address) + offset - segment.offset;
    return address !== undefined && Number.isSafeInteger(address) && offsetOf(image.segments, BigInt(address)) === offset ? address : undefined;
}
/** The ranges in which a helper could hold one of the places. A mapped part may begin with the headers of the program itself. */
function version_stamp_searched(image, own) {
    const ranges = ownRanges(image).filter((range) => own.some(({ offset }) => isWithin([range], offset)));
    return ranges.map(({ from, to }) => ({ from: Math.max(from, image.range.offset + 1), to }));
}
function sectionOf(image, offset) {
    return image.sections.find((section) => section.size > 0 && offset >= section.offset && offset < section.offset + section.size);
}
/** What is in the image's range and not mapped. */
function outside(reader, image, bare) {
    const { offset, size } = image.range;
    const mapped = ownRanges(image);
    const gaps = [];
    let from = offset;
    for (const range of mapped) {
        if (range.from > from)
            gaps.push({ from, to: range.from });
        from = Math.max(from, range.to);
    }
    if (from < offset + size)
        gaps.push({ from, to: offset + size });
    const found = occurrencesOf(reader, bare, gaps).found[0];
    if (found === undefined)
        return { state: 'absent' };
    const section = sectionOf(image, found.offset);
    const where = section !== undefined ? `${section.name}, which is not loaded` : found.offset >= image.end ? 'what is appended to the program' : 'headers';
    return { state: 'elsewhere', offset: found.offset, where };
}

;// CONCATENATED MODULE: ./packages/binary/build/zip-members.js



/** The last record, and a comment behind it of at most 65,535 bytes. */
const longestTail = 22 + 65_535;
const mostMembers = 1_000_000;
const zip_members_cure = 'Fetch or make it again, and see that it was copied whole';
/**
 * Lists the members of a zip archive from its central directory (APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16), ZIP64 too. A Problem for
 * what is no archive, is cut, or contradicts itself; its message follows the file's name.
 */
function listZipMembers(reader) {
    try {
        return (0,build.ok)(zip_members_readDirectory(reader));
    }
    catch (error) {
        if (!(error instanceof fields_Malformed))
            throw error;
        return (0,build/* err */._q)({ code: 'E_BINARY_ZIP', message: `is a damaged zip archive: ${error.message}`, cure: zip_members_cure });
    }
}
function zip_members_readDirectory(reader) {
    const { count, size, offset } = findDirectory(reader);
    if (count > mostMembers)
        throw new fields_Malformed(`it claims ${count} members`);
    const fields = fields_readFields(reader, offset, size, true, 'its central directory');
    const members = [];
    for (let at = 0, index = 0; index < count; index++) {
        if (fields.u32(at) !== 0x0201_4b50)
            throw new fields_Malformed(`its central directory has no entry at ${offset + at}`);
        members.push(readMember(reader, fields, at));
        at += 46 + fields.u16(at + 28) + fields.u16(at + 30) + fields.u16(at + 32);
    }
    return members;
}
function findDirectory(reader) {
    const from = Math.max(0, reader.size - longestTail);
    const tail = Buffer.from(reader.read(from, reader.size - from));
    const at = tail.lastIndexOf('PK\x05\x06', tail.length - 22, 'latin1');
    if (at < 0)
        throw new fields_Malformed('it ends without a central directory', true);
    const [count, size, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (count !== 0xffff && size !== 0xffff_ffff && offset !== 0xffff_ffff)
        return { count, size, offset };
    const locator = fields_readFields(reader, from + at - 20, 20, true, 'the place of its ZIP64 directory');
    if (locator.u32(0) !== 0x0706_4b50)
        return { count, size, offset };
    const record = fields_readFields(reader, locator.offset(8, true), 56, true, 'its ZIP64 directory');
    return { count: record.offset(32, true), size: record.offset(40, true), offset: record.offset(48, true) };
}
/** `at` is the place of its header in the central directory. */
function readMember(reader, fields, at) {
    const [flags, method, nameSize] = [fields.u16(at + 8), fields.u16(at + 10), fields.u16(at + 28)];
    const path = new TextDecoder().decode(fields.bytes.subarray(at + 46, at + 46 + nameSize));
    const [size, packed, place] = wideValues(fields, at, at + 46 + nameSize);
    return { path, size, readHead: (length) => ((flags & 1) === 0 ? readHead(reader, { place, packed, method }, length) : undefined) };
}
/** Sizes and the place; of those that do not fit 32 bits the extra field 1 has the real value, in this order. */
function wideValues(fields, at, extra) {
    const values = [fields.u32(at + 24), fields.u32(at + 20), fields.u32(at + 42)];
    const end = extra + fields.u16(at + 30);
    for (let field = extra; field + 4 <= end; field += 4 + fields.u16(field + 2)) {
        if (fields.u16(field) !== 1)
            continue;
        let next = field + 4;
        values.forEach((value, index) => {
            if (value !== 0xffff_ffff)
                return;
            values[index] = fields.offset(next, true);
            next += 8;
        });
    }
    return values;
}
function readHead(reader, { place, packed, method }, length) {
    const local = reader.read(place, 30);
    if (local.length < 30)
        return undefined;
    const view = new DataView(local.buffer, local.byteOffset, 30);
    const from = place + 30 + view.getUint16(26, true) + view.getUint16(28, true);
    if (method === 0)
        return reader.read(from, Math.min(packed, length));
    if (method !== 8)
        return undefined;
    // Few bytes first: packed, they may stand for a thousand times as many.
    for (let taken = 4096;; taken *= 2) {
        const head = inflateHead(reader.read(from, Math.min(packed, taken)));
        if (head === undefined || head.length >= length || taken >= packed)
            return head?.subarray(0, length);
    }
}
function inflateHead(bytes) {
    try {
        return (0,external_node_zlib_.inflateRawSync)(bytes, { finishFlush: external_node_zlib_.constants.Z_SYNC_FLUSH });
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/index.js




























;// CONCATENATED MODULE: ./actions/embed-verify/build/json-lines.js
/** No manifest nests deeper; what does has no lines. */
const json_lines_deepest = 16;
/**
 * The line on which each value of a JSON text begins, by its JSON pointer (RFC 6901, without its escapes). The text has been parsed before, so
 * it is well formed. `JSON.parse` tells values only.
 */
function linesOf(text) {
    const lines = new Map();
    let [at, line] = [0, 1];
    const skipBlanks = () => {
        for (; at < text.length && /\s/.test(text[at]); at++)
            if (text[at] === '\n')
                line += 1;
    };
    const skipString = () => {
        const start = at;
        for (at += 1; text[at] !== '"'; at++)
            if (text[at] === '\\')
                at += 1;
        at += 1;
        return JSON.parse(text.slice(start, at));
    };
    const walk = (pointer, depth) => {
        skipBlanks();
        if (depth <= json_lines_deepest)
            lines.set(pointer, line);
        const opening = text[at];
        if (opening === '"')
            return void skipString();
        if (opening !== '{' && opening !== '[')
            return void (at += /^[^\s,\]}]*/.exec(text.slice(at, at + 400))?.[0].length ?? 0);
        at += 1;
        for (let index = 0;; index++) {
            skipBlanks();
            if (text[at] === '}' || text[at] === ']')
                return void (at += 1);
            if (text[at] === ',')
                at += 1;
            skipBlanks();
            const key = opening === '{' ? skipString() : String(index);
            skipBlanks();
            if (opening === '{')
                at += 1;
            walk(`${pointer}/${key}`, depth + 1);
        }
    };
    walk('', 0);
    return lines;
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/declare.js



const code = 'E_EMBED_MANIFEST';
/** Reads the input `assets`: lines of a path, a kind and a platform, the last two in any order or absent; `#` begins a comment. */
function parseAssetLines(text) {
    const lines = text.split('\n').map((line) => line.trim());
    const wanted = lines.filter((line) => line !== '' && !line.startsWith('#'));
    return collect(wanted.map((line) => parseWords(line.split(/\s+/), { input: 'assets' })));
}
function parseWords([path = '', ...words], at) {
    const platforms = words.filter((word) => word.includes('/'));
    const kinds = words.filter((word) => !word.includes('/'));
    if (platforms.length > 1 || kinds.length > 1) {
        const message = `"${[path, ...words].join(' ')}" is more than a path, a kind and a platform`;
        return { ok: false, error: [{ code: 'E_EMBED_LINE', message, cure: 'Use a manifest where paths hold blanks', at }] };
    }
    return parseAsset({ path, kind: kinds[0], platform: platforms[0] }, () => at);
}
/** Reads a manifest: a JSON list of assets, or an object whose `assets` is that list. All problems are reported, each with its line. */
function parseManifest(text, file) {
    let document;
    try {
        document = JSON.parse(text);
    }
    catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        const line = /\(line ([0-9]+) column/.exec(message)?.[1];
        const at = { file, ...(line === undefined ? {} : { line: Number(line) }) };
        return (0,build/* err */._q)([{ code, message: `is no JSON: ${message}`, cure: 'Write a list of {"path": …}', at }]);
    }
    const [list, base] = declare_isRecord(document) ? [document['assets'], '/assets'] : [document, ''];
    if (!Array.isArray(list)) {
        return (0,build/* err */._q)([{ code, message: 'holds no list of assets', cure: 'Write a list of {"path": …}, or {"assets": […]}', at: { file } }]);
    }
    const lines = linesOf(text);
    return collect(list.map((entry, index) => parseEntry(entry, index, (key) => ({ file, line: lines.get(`${base}/${index}${key}`) }))));
}
const keys = ['path', 'kind', 'platform', 'min-size', 'digest', 'sha256', 'members', 'hosts'];
function parseEntry(entry, index, placeOf) {
    const bad = (message, cure) => (0,build/* err */._q)([{ code, message, cure, at: placeOf('') }]);
    if (!declare_isRecord(entry))
        return bad(`entry ${index + 1} is no object`, 'Write {"path": …}');
    const unknown = Object.keys(entry).filter((key) => !keys.includes(key));
    if (unknown.length > 0)
        return bad(`entry ${index + 1} has the unknown ${unknown.map((key) => `"${key}"`).join(', ')}`, `Use ${keys.join(', ')}`);
    return parseAsset(entry, placeOf);
}
function parseAsset(entry, placeOf) {
    const path = parsePath(entry, placeOf);
    if (!path.ok)
        return path;
    const found = [];
    const fault = (key, message, cure) => void found.push({ code, message: `${path.value}: ${message}`, cure, at: placeOf(entry[key] === undefined ? '' : `/${key}`) });
    const kind = parseKind(entry, path.value, fault);
    const platform = entry['platform'] === undefined ? undefined : parsePlatformOf('platform', entry['platform'], fault);
    const minSize = entry['min-size'];
    if (minSize !== undefined && !(Number.isSafeInteger(minSize) && Number(minSize) >= 0))
        fault('min-size', 'min-size is no whole number', 'Write bytes');
    const sha256 = entry['digest'] ?? entry['sha256'];
    if (sha256 !== undefined && !/^(sha256:)?[0-9a-f]{64}$/.test(String(sha256))) {
        fault(entry['digest'] === undefined ? 'sha256' : 'digest', 'the digest is none', 'Write sha256: and 64 hexadecimal digits in lower case');
    }
    const members = parseMembers(entry['members'], fault, placeOf);
    const hosts = parseHosts(entry['hosts'], fault);
    if (found.length > 0 || kind === undefined)
        return (0,build/* err */._q)(found);
    return (0,build.ok)({
        path: path.value,
        kind,
        platform,
        minSize: minSize === undefined ? undefined : Number(minSize),
        sha256: sha256 === undefined ? undefined : String(sha256).replace('sha256:', ''),
        members,
        hosts,
        embedName: undefined,
        at: placeOf(''),
    });
}
function parsePath(entry, placeOf) {
    const { path } = entry;
    if (typeof path === 'string' && path !== '')
        return (0,build.ok)(normalize(path));
    return (0,build/* err */._q)([{ code, message: 'an entry has no path', cure: 'Write "path": "assets/vmlinuz"', at: placeOf('') }]);
}
/** One way to write each path, so that the same file is known for the same. */
function normalize(path) {
    const parts = path.split('/');
    const kept = parts.filter((part, index) => part !== '.' && (part !== '' || index === 0));
    return kept.join('/');
}
function parseKind(entry, path, fault) {
    if (entry['kind'] === undefined)
        return dueByName(path);
    const known = dueKinds.find((kind) => kind === entry['kind']);
    if (known === undefined)
        fault('kind', `"${String(entry['kind'])}" is no kind`, `Use one of ${dueKinds.join(', ')}`);
    return known;
}
function parsePlatformOf(key, value, fault) {
    const platform = (0,build/* parsePlatform */.FL)(String(value));
    if (platform.ok)
        return platform.value;
    fault(key, platform.error.message, platform.error.cure ?? '');
    return undefined;
}
function parseHosts(value, fault) {
    if (value === undefined)
        return undefined;
    if (Array.isArray(value) && value.length > 0)
        return value.flatMap((one) => parsePlatformOf('hosts', one, fault) ?? []);
    fault('hosts', 'hosts is no list of platforms', 'Write ["linux/amd64"], or leave it out');
    return undefined;
}
function parseMembers(value, fault, placeOf) {
    if (value === undefined)
        return [];
    if (!Array.isArray(value) || value.length === 0) {
        fault('members', 'members is no list', 'Write [{"path": "bin/tool", "kind": "elf"}], or leave it out');
        return [];
    }
    return value.flatMap((one, index) => {
        const member = declare_isRecord(one) ? one : { path: one };
        const path = member['path'];
        const unknown = Object.keys(member).filter((key) => !['path', 'kind', 'platform'].includes(key));
        if (typeof path !== 'string' || path === '' || unknown.length > 0) {
            fault('members', `member ${index + 1} is no {path, kind?, platform?}`, 'Write {"path": "bin/tool", "kind": "elf", "platform": "linux/amd64"}');
            return [];
        }
        const kind = parseKind(member, path, fault);
        const platform = member['platform'] === undefined ? undefined : parsePlatformOf('members', member['platform'], fault);
        return kind === undefined ? [] : [{ path: normalize(path), kind, platform, at: placeOf(`/members/${index}`) }];
    });
}
function collect(results) {
    const assets = results.flatMap((result) => (result.ok ? [result.value] : []));
    const found = results.flatMap((result) => (result.ok ? [] : result.error));
    const seen = new Set();
    const twice = assets.filter((asset) => {
        const key = JSON.stringify([asset.path, asset.hosts]);
        return seen.has(key) || (seen.add(key), false);
    });
    const all = [...found, ...twice.map(({ path, at }) => ({ code: 'E_EMBED_TWICE', message: `${path} is declared twice`, cure: 'Remove one of the two', at }))];
    return all.length === 0 ? (0,build.ok)(assets) : (0,build/* err */._q)(all);
}
function declare_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** What of a declaration is meant for one binary, with the names of platforms filled in. */
function choose(assets, host, guest) {
    return assets
        .filter(({ hosts }) => hosts === undefined || (host !== undefined && hosts.includes(host)))
        .map((asset) => {
        const platform = asset.platform ?? guest ?? host;
        return platform === undefined ? asset : { ...asset, path: (0,build/* fillPlatform */.Nt)(asset.path, platform) };
    });
}

;// CONCATENATED MODULE: external "node:path/posix"
const posix_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path/posix");
;// CONCATENATED MODULE: ./actions/embed-verify/build/extras.js

/** The lines of the input `extra`. */
function patternsOf(text) {
    return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
}
/**
 * Whether a name in a Go program's table is one that patterns mean. A pattern is of a path in the workspace, a name of a path in its package's
 * folder, which may lie anywhere: so the end of a pattern may match too, as long as it says more than "any file".
 */
function isMeant(name, patterns) {
    const [excluded, wanted] = [patterns.filter((one) => one.startsWith('!')).map((one) => one.slice(1)), patterns.filter((one) => !one.startsWith('!'))];
    const matches = (pattern) => endsOf(pattern).some((end) => (0,posix_namespaceObject.matchesGlob)(name, end));
    return wanted.some(matches) && !excluded.some(matches);
}
function endsOf(pattern) {
    const parts = pattern.split('/').filter((part) => part !== '.' && part !== '');
    const ends = parts.map((_, index) => parts.slice(index));
    return ends.filter((end, index) => index === 0 || end.some((part) => !/^\*+$/.test(part))).map((end) => end.join('/'));
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/members.js



const members_chunk = 256 * 1024;
/**
 * Looks into an archive for its declared members: tar, packed with gzip or zstd or not, and zip. Of each only the beginning is kept. What
 * cannot be looked into is a Problem, never a member that is missing.
 */
async function readMembers(reader, { kind }, members) {
    if (members.length === 0)
        return (0,build.ok)([]);
    if (kind === 'zip')
        return readZipMembers(reader, members);
    if (kind === 'tar' || kind === 'gzip' || kind === 'zstd')
        return readTarMembers(reader, members);
    const cure = 'Declare members of tar archives (packed with gzip or zstd, or not) and of zip archives only';
    return (0,build/* err */._q)({ code: 'E_EMBED_MEMBER', message: `is a ${kind} file, of which the members cannot be read`, cure });
}
const without = (member) => ({ member, size: 0, sniffed: undefined });
function readZipMembers(reader, members) {
    const listed = listZipMembers(reader);
    if (!listed.ok)
        return listed;
    const byPath = new Map(listed.value.map((one) => [normalize(one.path), one]));
    return (0,build.ok)(members.map((member) => {
        const found = byPath.get(member.path);
        const head = found?.readHead(headSize);
        return found === undefined ? without(member) : { member, size: found.size, sniffed: head === undefined ? opaque : sniffHead(head) };
    }));
}
const opaque = {
    kind: 'data',
    architectures: [],
    os: undefined,
    purpose: undefined,
    inside: undefined,
    problem: { code: 'E_EMBED_MEMBER', message: 'is encrypted, or packed in a way that is not known', cure: 'Pack it with deflate' },
};
async function readTarMembers(reader, members) {
    // Loaded when it is needed: few assets are archives whose members are declared.
    const { decompress, readTar } = await Promise.all(/* import() */[__nccwpck_require__.e(118), __nccwpck_require__.e(100)]).then(__nccwpck_require__.bind(__nccwpck_require__, 100));
    const found = new Map();
    const wanted = new Map(members.map((member) => [member.path, member]));
    try {
        for await (const { path, type, size, body, linkTarget } of readTar(decompress(chunksOf(reader)))) {
            const member = wanted.get(normalize(path));
            if (member === undefined || found.has(member.path))
                continue;
            found.set(member.path, type === 'file' ? { member, size, sniffed: sniffHead(await members_readHead(body)) } : { member, size: 1, sniffed: linkOf(type, linkTarget) });
            if (found.size === wanted.size)
                break;
        }
    }
    catch (error) {
        const problem = error instanceof build/* Refusal */.P_ ? error.problems[0] : undefined;
        if (problem === undefined)
            throw error;
        return (0,build/* err */._q)({ ...problem, message: `cannot be looked into: ${problem.message}` });
    }
    return (0,build.ok)(members.map((member) => found.get(member.path) ?? without(member)));
}
function linkOf(type, target) {
    const message = target === undefined ? `is a ${type}` : `is a link to ${target}`;
    return { ...opaque, problem: { code: 'E_EMBED_MEMBER', message, cure: 'Declare the file that it leads to' } };
}
async function* chunksOf(reader) {
    for (let at = 0; at < reader.size; at += members_chunk)
        yield reader.read(at, Math.min(members_chunk, reader.size - at));
}
async function members_readHead(body) {
    const parts = [];
    let size = 0;
    for await (const part of body) {
        parts.push(Uint8Array.from(part));
        size += part.length;
        if (size >= headSize)
            break;
    }
    return Buffer.concat(parts).subarray(0, headSize);
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/places.js

/** The images of a native file; a file that is none is searched all the same. */
function partsOf(native, size) {
    if (native === undefined || native.images.length < 2)
        return [{ name: '', offset: 0, size }];
    return native.images.map(({ machine, range }) => ({ name: machine, ...range }));
}
/** What became of each asset in each part. Reads the parts once, and each asset once a part. */
function searchParts(binary, native, parts, assets) {
    if (assets.length === 0)
        return [];
    const rows = parts.map(({ name, offset, size }) => {
        const findings = findContents(reader_partOf(binary, offset, size), assets);
        return findings.map((finding, index) => places_placeOf(native, name, moved(finding, offset), assets[index]?.size ?? 0));
    });
    return assets.map((_, index) => rows.flatMap((row) => row[index] ?? []));
}
function moved(finding, by) {
    return finding.state === 'absent' || finding.state === 'refused' ? finding : { ...finding, offset: finding.offset + by };
}
function places_placeOf(native, image, finding, size) {
    if (finding.state !== 'whole')
        return { image, finding, section: undefined, loaded: undefined };
    const images = native?.images ?? [];
    const section = sectionAt(images, finding.offset, size);
    // Without a section table the segments say what reaches memory.
    const isMapped = () => images.some(({ segments }) => segments.some((one) => finding.offset >= one.offset && finding.offset + size <= one.offset + one.size));
    return { image, finding, section: section?.name, loaded: section?.loaded ?? isMapped() };
}
/**
 * Where an asset stands by the name that a Go program's table gives it: then it is compared there, and needs no search. Undefined when no
 * entry of that name and size holds its bytes.
 */
function placeByName(binary, native, part, asset, entries) {
    for (const { size, offset } of entries) {
        if (size !== asset.size)
            continue;
        if (size === 0)
            return { image: part.name, finding: { state: 'whole', offset: part.offset }, section: undefined, loaded: true };
        if (offset !== undefined && firstDifference(binary, offset, asset, 0, size) === size)
            return places_placeOf(native, part.name, { state: 'whole', offset }, size);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/tables.js



function hasTables(binary, file) {
    return file.images.some((image) => isGoProgram(binary, image));
}
/** Reads the read-only data of each image once, less what is known to be an asset. */
function listTables(binary, file, except) {
    const listings = file.images.map((image) => embed_tables_listEmbeds(binary, image, except));
    const entries = listings.map(({ tables }) => tables.flatMap((table) => table.entries));
    return {
        entries,
        files: entries.map((list) => groupByBase(list.filter(({ kind }) => kind === 'file'), ({ name }) => name)),
        count: listings.reduce((sum, { tables }) => sum + tables.length, 0),
        doubts: listings.flatMap(({ doubts }) => doubts),
    };
}
function baseOf(path) {
    return path.slice(path.lastIndexOf('/') + 1);
}
/** By the last part of their paths. Not `Map.groupBy`: a maintainer's Node.js may be older than a runner's. */
function groupByBase(list, pathOf) {
    const groups = new Map();
    for (const one of list) {
        const base = baseOf(pathOf(one));
        const group = groups.get(base);
        if (group === undefined)
            groups.set(base, [one]);
        else
            group.push(one);
    }
    return groups;
}
/** Entries of an image that may be an asset: a name in a table is a path in its package's folder, which may lie anywhere. */
function entriesFor({ files }, image, { path, embedName }) {
    const alike = files[image]?.get(baseOf(path)) ?? [];
    return alike.filter(({ name }) => (embedName === undefined ? path === name || path.endsWith(`/${name}`) : embedName === name));
}
/** Undefined when the tables of one image do not hold the asset under its name. */
function placesByName(binary, file, parts, asset, reader, tables) {
    const places = parts.map((part, image) => placeByName(binary, file, part, reader, entriesFor(tables, image, asset)));
    return places.every((place) => place !== undefined) ? places : undefined;
}
/** How large the tables say that an asset is. */
function sizesOf(tables, asset) {
    return [...new Set(tables.files.flatMap((_, image) => entriesFor(tables, image, asset).map(({ size }) => size)))];
}
/** Files that match a pattern of `extra`, were embedded and are not there any more: their names are left. */
function extrasIn(tables, patterns, assets, known) {
    if (patterns.length === 0)
        return [];
    const isKnown = tables_namesOf(assets);
    const files = tables.entries
        .flat()
        .filter(({ name, kind }) => kind === 'file' && !isKnown(name) && !known.some((path) => path === name || path.endsWith(`/${name}`)) && isMeant(name, patterns));
    return files.map(({ name, size, offset }) => ({
        path: name,
        size,
        places: [{ image: '', finding: { state: 'whole', offset: offset ?? 0 }, section: undefined, loaded: true }],
    }));
}
/** Whether a name in a table is one of some assets'. */
function tables_namesOf(assets) {
    const byBase = groupByBase(assets, ({ path }) => path);
    return (name) => (byBase.get(baseOf(name)) ?? []).some(({ path, embedName }) => (embedName === undefined ? path === name || path.endsWith(`/${name}`) : embedName === name));
}
/** The files of all tables. What is declared was looked at by itself; the bytes are compared with the compiler's hash where nothing else was proven. */
function describeEmbeds(binary, { entries, count, doubts }, assets, declared) {
    const isDeclared = tables_namesOf(assets);
    const files = entries.flat().map((entry) => {
        const known = isDeclared(entry.name);
        const content = entry.offset === undefined || known ? undefined : reader_partOf(binary, entry.offset, entry.size);
        return {
            entry,
            declared: known,
            sniffed: content === undefined ? undefined : sniff(content),
            state: declared ? 'unknown' : checkEmbedded(binary, entry),
        };
    });
    return { files, tables: count, doubts };
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/gather.js





/** So many are looked for at once before the tables of a Go program are asked first where each stands. */
const fewAssets = 64;
/** Reads the binary about once, and each asset once. None is held in memory. */
async function gather(question, binary, open, ports) {
    const { path, native, platform, guest, floor, declared, assets, proof } = question;
    const file = native.ok ? native.value : undefined;
    const opened = [];
    for (const asset of assets)
        opened.push({ asset, reader: await open(asset.path) });
    const files = [];
    for (const one of opened)
        files.push(await readAsset(one, ports));
    const extras = await openExtras(question.extras, open);
    const parts = partsOf(file, binary.size);
    const { places, tables } = locate(question, binary, parts, opened, extras);
    return {
        binary: { path, size: binary.size, native, packing: file === undefined ? [] : detectPacking(binary, file) },
        platform,
        guest,
        floor,
        declared,
        assets: opened.map(({ asset }, index) => gather_describe(asset, files[index], places[index] ?? [], tables)),
        embeds: tables === undefined ? undefined : describeEmbeds(binary, tables, assets, declared),
        extras: [
            ...extras.map(({ path, reader }, index) => ({ path, size: reader.size, places: places[opened.length + index] ?? [] })),
            ...(tables === undefined ? [] : extrasIn(tables, question.patterns, question.byHand, question.extras)),
        ],
        proof: proof === undefined ? undefined : checkContents(binary, parts, proof),
    };
}
function gather_describe(asset, file, places, tables) {
    return { asset, file, places, named: tables === undefined || isSettled(places) ? [] : sizesOf(tables, asset) };
}
async function openExtras(paths, open) {
    const opened = [];
    for (const path of paths) {
        const reader = await open(path);
        if (reader.ok)
            opened.push({ path, reader: reader.value });
    }
    return opened;
}
async function readAsset({ asset, reader }, ports) {
    if (!reader.ok)
        return reader;
    const sniffed = sniff(reader.value);
    const sha256 = asset.sha256 === undefined ? undefined : (0,build/* hexOf */.ZD)((await ports.files.digest(asset.path)).digest);
    return (0,build.ok)({ size: reader.value.size, sha256, sniffed, members: await readMembers(reader.value, sniffed, asset.members) });
}
/**
 * Finds everything that is open. A Go program's tables say where a file stands: that is needed for files that are too small to be looked
 * for, and is faster for many; for few large ones it is faster to pass over what was found when the tables are listed.
 */
function locate({ native, declared }, binary, parts, opened, extras) {
    const file = native.ok ? native.value : undefined;
    const readers = [...opened.map(({ reader }) => (reader.ok ? reader.value : undefined)), ...extras.map(({ reader }) => reader)];
    const isGo = file !== undefined && (!declared || hasTables(binary, file));
    const early = isGo && readers.length > fewAssets ? listTables(binary, file, []) : undefined;
    const named = (index, tables) => {
        const [asset, reader] = [opened[index]?.asset, readers[index]];
        const isKnown = tables !== undefined && file !== undefined && asset !== undefined && reader !== undefined;
        return isKnown ? placesByName(binary, file, parts, asset, reader, tables) : undefined;
    };
    const known = readers.map((_, index) => named(index, early));
    const open = readers.flatMap((reader, index) => (reader === undefined || known[index] !== undefined ? [] : [{ reader, index }]));
    const searched = searchParts(binary, file, parts, open.map(({ reader }) => reader));
    const found = new Map(open.map(({ index }, at) => [index, searched[at] ?? []]));
    const places = readers.map((_, index) => known[index] ?? found.get(index) ?? []);
    const tables = early ?? (isGo ? listTables(binary, file, rangesOf(places, readers)) : undefined);
    return { places: places.map((list, index) => (isSettled(list) ? list : (named(index, tables) ?? list))), tables };
}
function isSettled(places) {
    return places.length > 0 && places.every(({ finding }) => finding.state === 'whole');
}
/** The ranges of the binary in which something stands whole. */
function rangesOf(places, readers) {
    return places.flatMap((list, index) => list.flatMap(({ finding }) => (finding.state === 'whole' ? [{ from: finding.offset, to: finding.offset + (readers[index]?.size ?? 0) }] : [])));
}
/** Each image of a universal binary has to hold everything. */
function checkContents(binary, parts, { file, manifest }) {
    const checked = parts.flatMap(({ name, offset, size }) => {
        const contents = manifest.contents.map((content) => ({ ...content, offset: Math.max(0, content.offset - offset) }));
        return checkProof(reader_partOf(binary, offset, size), { ...manifest, contents }).map(({ path, finding }, index) => ({
            path,
            image: name,
            finding: finding.state === 'absent' ? finding : { ...finding, offset: finding.offset + offset },
            size: contents[index]?.size ?? 0,
            sha256: contents[index]?.sha256 ?? '',
        }));
    });
    return { file, checked };
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/go-sources.js



/** Settings of a build that choose which files of a package count, by their names in Go's build information (`go help buildconstraint`). */
const chosen = ['CGO_ENABLED', 'GO386', 'GOAMD64', 'GOARM', 'GOARM64', 'GOMIPS', 'GOMIPS64', 'GOPPC64', 'GORISCV64', 'GOEXPERIMENT'];
/**
 * How `go` is asked which files a program embeds. Files differ by platform, by tags and by whether cgo is on; what the binary itself says of
 * its build is taken, so that the same files are chosen.
 */
function planGoList(name, platform, info) {
    const tags = info?.settings.get('-tags') ?? '';
    const settings = chosen.flatMap((key) => {
        const value = info?.settings.get(key);
        return value === undefined ? [] : [[key, value]];
    });
    return {
        args: ['list', '-deps', '-json=ImportPath,Dir,Standard,Module,EmbedFiles', ...(tags === '' ? [] : ['-tags', tags]), '--', name],
        env: { GOOS: (0,build/* osOf */.mJ)(platform), GOARCH: (0,build/* architectureOf */.NJ)(platform), ...Object.fromEntries(settings) },
    };
}
const go_sources_cure = 'Name a package that `go list` finds in this module';
/**
 * Reads what `go list -json` printed: files that packages of the project itself embed. What other modules and the standard library embed is
 * theirs to see to. Paths are relative to the workspace where they lie in it.
 */
function parseGoList(text, workspace) {
    const packages = [];
    try {
        // One object after the other, each of which ends on a line of its own.
        for (const part of text.split(/(?<=^\}\r?)\n/m))
            if (part.trim() !== '')
                packages.push(JSON.parse(part));
    }
    catch (cause) {
        return (0,build/* err */._q)([{ code: 'E_EMBED_GO', message: `go list printed what is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cure: go_sources_cure }]);
    }
    const own = packages.filter(({ Standard, Module }) => Standard !== true && (Module === undefined || Module.Main === true || isLocal(Module)));
    return (0,build.ok)(own.flatMap(({ Dir = '', ImportPath = '', EmbedFiles = [] }) => EmbedFiles.map((file) => assetOf(within(workspace, Dir), file, ImportPath))));
}
/** A module that `replace` takes from a folder is the project's own. */
function isLocal(module) {
    return module.Replace !== undefined && module.Replace.Version === undefined;
}
function within(workspace, folder) {
    const [base, path] = [workspace, folder].map((one) => one.replaceAll('\\', '/').replace(/\/$/, ''));
    if (path === base)
        return '';
    return path?.startsWith(`${base}/`) === true ? path.slice((base ?? '').length + 1) : (path ?? '');
}
function assetOf(folder, file, name) {
    return {
        path: normalize(folder === '' ? file : `${folder}/${file}`),
        kind: dueInSources(file),
        platform: undefined,
        minSize: undefined,
        sha256: undefined,
        members: [],
        hosts: undefined,
        embedName: file,
        at: { input: `go-package (${name})` },
    };
}
/** A template or a Makefile is text, and no name says so: where a name does not say what is due, anything is but a placeholder. */
function dueInSources(file) {
    const due = dueByName(file);
    return due === 'binary' ? 'any' : due;
}
/** What was declared and what the sources say, together: a declaration counts for the file that it names. */
function mergeAssets(declared, sources) {
    const byPath = new Map(sources.map((asset) => [asset.path, asset]));
    const known = new Set(declared.map(({ path }) => path));
    const merged = declared.map((asset) => ({ ...asset, embedName: byPath.get(asset.path)?.embedName }));
    return [...merged, ...[...byPath.values()].filter(({ path }) => !known.has(path))];
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/judge-asset.js


/** What is wrong with an asset itself, whatever the binary holds; the problem of a member stands where the member was declared. */
function checkFile(facts, asset, file) {
    const { size, sniffed } = file;
    const least = asset.minSize ?? facts.floor;
    if (size === 0)
        return least === 0 ? [] : [empty];
    const kind = wrongKind(asset.kind, sniffed);
    if (kind !== undefined)
        return [{ code: 'E_EMBED_KIND', message: kind, cure: kindCure(sniffed) }];
    if (sniffed.problem !== undefined)
        return [sniffed.problem];
    return [...checkSize(size, least), ...checkDigest(asset, file), ...checkPlatformOf(facts, asset, sniffed), ...checkMembers(facts, file)];
}
const empty = {
    code: 'E_EMBED_EMPTY',
    message: 'is empty (0 bytes): the binary compiles with it and cannot run',
    cure: 'Build or download the real file before the binary is built',
};
function checkSize(size, least) {
    const cure = 'Put the real file in place of the placeholder, or lower its min-size';
    return size >= least ? [] : [{ code: 'E_EMBED_SMALL', message: `has ${size} bytes, fewer than ${least}`, cure }];
}
function checkDigest({ sha256: due }, { sha256 }) {
    if (due === undefined || sha256 === undefined || due === sha256)
        return [];
    const cure = 'Fetch the version that is declared, or declare the one that is meant';
    return [{ code: 'E_EMBED_DIGEST', message: `has the sha256 ${sha256}, not ${due}`, cure }];
}
function kindCure({ kind }) {
    if (kind === 'lfs-pointer')
        return 'Check out with lfs: true, or run git lfs pull';
    if (kind === 'html')
        return 'Look at its first lines: a download that failed often leaves the page of the error';
    if (kind === 'text')
        return 'Put the real file in place of the placeholder, or declare the kind text where text is meant';
    return 'Put the file that is meant there, or declare its kind';
}
/** The architectures that the binary itself is for: what its headers say, else what was said of it. */
function ownArchitectures({ binary, platform }) {
    if (platform !== undefined)
        return [(0,build/* architectureOf */.NJ)(platform)];
    return binary.native.ok ? binary.native.value.images.flatMap(({ architecture }) => architecture ?? []) : [];
}
/** A declared platform has to be provable. Without one the binary's architecture is due, of files that tell theirs. */
function checkPlatformOf(facts, { platform, kind }, sniffed) {
    if (!saysArchitecture(sniffed)) {
        if (platform === undefined)
            return [];
        const message = `is declared to be of ${platform}, but a ${sniffed.kind} file does not say it`;
        return [{ code: 'E_EMBED_UNTOLD', message, cure: 'Leave its platform out: only executables, libraries and kernels tell theirs' }];
    }
    const declared = platform ?? facts.guest;
    const wanted = declared === undefined ? ownArchitectures(facts) : [(0,build/* architectureOf */.NJ)(declared)];
    if (wanted.length === 0)
        return [];
    const named = wanted.join(' or ');
    const cure = `Build or fetch it for ${declared ?? named}, or declare the platform that it is for`;
    if (!sniffed.architectures.some((one) => wanted.includes(one))) {
        return [{ code: 'E_EMBED_ARCHITECTURE', message: `is of ${sniffed.architectures.join(' and ') || 'an unknown architecture'}, not of ${named}`, cure }];
    }
    return checkSystem(declared, kind, sniffed, cure);
}
/** Kernels have no system of their own: as EFI programs they say "uefi", as ELF files what their linker wrote. */
function checkSystem(declared, kind, { os }, cure) {
    if (declared === undefined || kind === 'kernel' || os === undefined || os === (0,build/* osOf */.mJ)(declared))
        return [];
    return [{ code: 'E_EMBED_SYSTEM', message: `is for ${os}, not for ${(0,build/* osOf */.mJ)(declared)}`, cure }];
}
function checkMembers(facts, { members }) {
    if (!members.ok)
        return [members.error];
    return members.value.flatMap((one) => checkMember(facts, one).map((fault) => ({ ...fault, at: one.member.at })));
}
function checkMember(facts, { member, size, sniffed }) {
    const about = (fault) => ({ ...fault, message: `holds ${member.path}, which ${fault.message}` });
    if (sniffed === undefined) {
        const cure = 'Fetch or pack the archive that is meant, or name the member as the archive does';
        return [{ code: 'E_EMBED_MEMBER', message: `holds no file ${member.path}`, cure }];
    }
    if (size === 0)
        return [about({ ...empty, message: 'is empty (0 bytes)' })];
    if (sniffed.problem !== undefined)
        return [about(sniffed.problem)];
    const kind = wrongKind(member.kind, sniffed);
    if (kind !== undefined)
        return [about({ code: 'E_EMBED_KIND', message: kind, cure: kindCure(sniffed) })];
    return checkPlatformOf(facts, member, sniffed).map(about);
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/judge-place.js
const rebuild = 'Build the binary with this very file: it may have changed in between';
/** What is wrong with where an asset stands; undefined where nothing is. The message follows the asset's name. */
function checkPlace(where, size, { finding, section, loaded }, named) {
    if (finding.state !== 'whole') {
        const fault = checkFinding(where, size, finding);
        const others = named.filter((one) => one !== size);
        const table = others.length === 0 ? '' : `; its table of embedded files has it with ${others.join(' and ')} bytes`;
        return { ...fault, message: `${fault.message}${table}`, subject: finding.state === 'refused' ? 'asset' : 'content' };
    }
    if (loaded !== false || section === undefined)
        return undefined;
    const message = `stands in ${where} in the section ${section}, which is never loaded`;
    return { code: 'E_EMBED_UNLOADED', message, cure: 'Embed it as data of the program', subject: 'unloaded' };
}
function checkFinding(where, size, finding) {
    switch (finding.state) {
        case 'truncated': {
            const message = `stands in ${where} only with its first ${finding.bytes} of ${size} bytes (at offset ${finding.offset})`;
            return { code: 'E_EMBED_TRUNCATED', message, cure: 'Build the binary after the asset is complete' };
        }
        case 'altered': {
            const message = `stands in ${where} with other bytes, from its byte ${finding.differs} on (at offset ${finding.offset})`;
            return { code: 'E_EMBED_ALTERED', message, cure: rebuild };
        }
        case 'partial': {
            const message = `stands in ${where} only in part: ${finding.bytes} of ${size} bytes, from its byte ${finding.from} on`;
            return { code: 'E_EMBED_PARTIAL', message, cure: 'Build the binary with this very file: another version of it may stand there' };
        }
        case 'absent': {
            const cure = 'See that the program embeds this file, uncompressed, that it was built with this version of it, and that the linker does not drop it';
            return { code: 'E_EMBED_ABSENT', message: `does not stand in ${where}`, cure };
        }
        case 'refused':
            return refused[finding.reason](size, where);
    }
}
const real = 'Put the real file in place of the placeholder';
const refused = {
    empty: (_, where) => ({ code: 'E_EMBED_EMPTY', message: `is empty, and no embed.FS of ${where} names it`, cure: real }),
    tiny: (size, where) => ({
        code: 'E_EMBED_TINY',
        message: `has ${size} bytes: so few stand in any file by chance, and no embed.FS of ${where} names it`,
        cure: 'Embed it with embed.FS, where its name is kept, or put what it says into a larger file',
    }),
    uniform: () => ({ code: 'E_EMBED_UNIFORM', message: 'holds the same byte again and again: such bytes stand in any file', cure: real }),
};
/** What is wrong with a content that was proven before; undefined where it still stands whole. */
function checkProven(where, size, finding) {
    const cure = 'Release the binary that was proven, or prove this one with its assets';
    const fault = (code, message) => ({ code, message, cure });
    switch (finding.state) {
        case 'whole':
            return undefined;
        case 'truncated': {
            const bytes = finding.bytes === finding.below - 1 ? String(finding.bytes) : `${finding.bytes} to ${finding.below - 1}`;
            return fault('E_EMBED_TRUNCATED', `stands in ${where} only with its first ${bytes} of ${size} bytes (at offset ${finding.offset})`);
        }
        case 'altered':
            return fault('E_EMBED_ALTERED', `stands in ${where} with other bytes, the first of them from ${finding.from} to ${finding.to - 1} (at offset ${finding.offset})`);
        case 'partial':
            return fault('E_EMBED_PARTIAL', `stands in ${where} only in part: at least ${finding.bytes} of ${size} bytes, from its byte ${finding.from} on`);
        case 'absent':
            return fault('E_EMBED_ABSENT', `does not stand in ${where}, which the proof manifest says it embeds`);
    }
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/judge.js



/** Everything that is wrong, at once. Of an asset that is wrong in itself it is not said as well that the binary lacks it. */
function judge_judge(facts, policy) {
    const found = [
        ...checkBinary(facts),
        ...facts.assets.flatMap((one) => checkAsset(facts, one)),
        ...judge_checkProof(facts),
        ...checkEmbeds(facts),
        ...checkExtras(facts),
        ...checkNothing(facts),
    ];
    // What stands there altered or cut was seen; what is absent may be hidden.
    const hidden = facts.binary.packing.length === 0 ? [] : found.filter(({ code }) => code === 'E_EMBED_ABSENT');
    const told = hidden.length === 0 ? found : [packedProblem(facts, hidden.length), ...found.filter((one) => !hidden.includes(one))];
    const issues = told.map((one) => ({ ...one, level: policy[one.subject] }));
    const others = told.some(({ subject }) => subject !== 'packed');
    return { verdict: told.length === 0 ? 'proven' : others ? 'refused' : 'packed', passed: issues.every(({ level }) => level === 'warn'), issues };
}
/** A gate that looked at nothing must not pass. */
function checkNothing({ declared, assets, proof, embeds, binary }) {
    const files = embeds?.files.filter(({ entry }) => entry.kind === 'file') ?? [];
    if (assets.length > 0 || (proof?.checked ?? []).length > 0 || (!declared && files.length > 0))
        return [];
    const message = declared ? 'no asset is declared for this binary' : `nothing is declared, and ${binary.path} has no Go table that names what it embeds`;
    return [{ code: 'E_EMBED_NOTHING', message: `${message}, so nothing would be proven`, cure: 'Declare what the binary must embed', subject: 'asset' }];
}
function packedProblem({ binary }, count) {
    const seen = binary.packing.map(({ packer, certainty, evidence }) => {
        const what = packer === 'encryption' ? 'encrypted' : packer === 'unknown' ? 'packed or encrypted' : `packed by ${packer}`;
        return `${certainty === 'sure' ? 'is' : 'looks'} ${what} (${evidence.join(', ')})`;
    });
    return {
        code: 'E_EMBED_PACKED',
        message: `${binary.path} ${seen.join(' and ')}, so nothing can be said of ${count === 1 ? 'one asset' : `${count} assets`} that would stand in it`,
        cure: 'Verify the binary before it is packed, and write a proof of it there',
        at: { input: 'binary' },
        subject: 'packed',
    };
}
function checkBinary({ binary, platform }) {
    const at = { input: 'binary' };
    const about = (fault) => ({ ...fault, message: `${binary.path} ${fault.message}`, at, subject: 'binary' });
    if (!binary.native.ok)
        return [about(binary.native.error)];
    const wrong = platform === undefined ? undefined : checkPlatform(binary.native.value, platform);
    const end = binary.native.value.images.reduce((far, image) => Math.max(far, image.end), 0);
    const message = `is truncated: its headers promise ${end} bytes, and it has ${binary.size}`;
    return [
        ...(wrong === undefined ? [] : [about(wrong)]),
        ...(end > binary.size ? [about({ code: 'E_BINARY_TRUNCATED', message, cure: 'Build it again' })] : []),
    ];
}
function checkAsset(facts, { asset, file, places, named }) {
    const about = (fault) => ({
        ...fault,
        message: `the asset ${asset.path} ${fault.message}`,
        at: ('at' in fault ? fault.at : undefined) ?? asset.at,
        of: asset.path,
    });
    if (!file.ok)
        return [{ ...about(file.error), subject: 'asset' }];
    const own = checkFile(facts, asset, file.value);
    if (own.length > 0)
        return own.map((fault) => ({ ...about(fault), subject: 'asset' }));
    return places.flatMap((place) => {
        const fault = checkPlace(placeName(facts, place.image), file.value.size, place, named);
        return fault === undefined ? [] : [about(fault)];
    });
}
function placeName({ binary }, image) {
    return image === '' ? binary.path : `${binary.path} (${image})`;
}
function judge_checkProof(facts) {
    return (facts.proof?.checked ?? []).flatMap(({ path, image, size, finding }) => {
        const fault = checkProven(placeName(facts, image), size, finding);
        return fault === undefined
            ? []
            : [{ ...fault, message: `the asset ${path} ${fault.message}`, at: { input: 'proof' }, subject: 'content', of: path }];
    });
}
function checkEmbeds({ embeds, binary }) {
    if (embeds === undefined)
        return [];
    const at = { input: 'binary' };
    const doubts = embeds.doubts.map((doubt) => ({ ...doubt, message: `${binary.path} ${doubt.message}`, at, subject: 'binary' }));
    const known = embeds.files.some(({ state }) => state === 'same');
    const files = embeds.files.flatMap((one) => {
        const fault = checkEmbed(one, known);
        return fault === undefined
            ? []
            : [{ ...fault, message: `${binary.path} embeds ${one.entry.name}, which ${fault.message}`, at, subject: 'embed', of: one.entry.name }];
    });
    return [...doubts, ...files];
}
/** Git keeps no empty folder, so a file such as `.gitkeep` is empty by intention. */
const keepsFolder = /(^|\/)\.[^/]*$/;
function checkEmbed({ entry, sniffed, state, declared }, known) {
    if (entry.kind === 'directory' || declared || keepsFolder.test(entry.name))
        return undefined;
    if (entry.size === 0) {
        const cure = 'Build or download the real file before the binary is built; declare it with min-size 0 where it is meant to be empty';
        return { code: 'E_EMBED_EMPTY', message: 'is empty (0 bytes): it compiles so and cannot be used', cure };
    }
    if (sniffed?.kind === 'lfs-pointer')
        return { code: 'E_EMBED_KIND', message: 'is a Git LFS pointer, not the file that it stands for', cure: kindCure(sniffed) };
    if (state !== 'differs' || !known)
        return undefined;
    return { code: 'E_EMBED_CHANGED', message: 'has other bytes than those that the compiler embedded', cure: 'Build it again: it was changed afterwards' };
}
function checkExtras({ extras, binary }) {
    return extras.flatMap(({ path, size, places }) => {
        const whole = places.find(({ finding }) => finding.state === 'whole')?.finding;
        if (whole === undefined || !('offset' in whole))
            return [];
        const message = `${binary.path} embeds ${path} too (${size} bytes at offset ${whole.offset}), which matches a pattern of extra and is not declared`;
        return [
            {
                code: 'E_EMBED_EXTRA',
                message,
                cure: 'Remove the old version before the binary is built, or declare it in assets or the manifest',
                at: { input: 'extra' },
                subject: 'extra',
                of: path,
            },
        ];
    });
}

;// CONCATENATED MODULE: ./actions/embed-verify/build/open-files.js

/** As many files are open at the same time as every system allows; a program may embed thousands. */
const mostOpen = 64;
/** Opens files when they are read; those that were read longest ago are closed, and opened again when they are needed. */
function createOpenFiles({ files }) {
    const held = new Map();
    const hold = (path) => {
        const reader = held.get(path) ?? files.open(path);
        held.delete(path);
        held.set(path, reader);
        if (held.size > mostOpen) {
            const [oldest, first] = held.entries().next().value ?? [];
            first?.close();
            held.delete(oldest ?? '');
        }
        return reader;
    };
    const open = async (path) => {
        // A pipe or a device would be waited for, and says nothing.
        if ((await files.info(path))?.kind === 'other')
            return (0,build/* err */._q)(missing);
        try {
            const { size } = hold(path);
            hold(path).read(0, 1);
            return (0,build.ok)({ size, read: (offset, length) => hold(path).read(offset, length), readInto: (offset, target) => hold(path).readInto(offset, target) });
        }
        catch (error) {
            held.get(path)?.close();
            held.delete(path);
            const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
            if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code))
                return (0,build/* err */._q)(missing);
            if (['EACCES', 'EPERM', 'ELOOP'].includes(code))
                return (0,build/* err */._q)({ ...unreadable, message: `cannot be read (${code})` });
            throw error;
        }
    };
    return {
        open,
        [Symbol.dispose]: () => {
            for (const reader of held.values())
                reader.close();
            held.clear();
        },
    };
}
const missing = {
    code: 'E_EMBED_MISSING',
    message: 'is not there',
    cure: 'Build or download it before the binary is built, and name its path in the workspace',
};
const unreadable = { code: 'E_EMBED_UNREADABLE', message: 'cannot be read', cure: 'See to it that the user of this job may read it' };

;// CONCATENATED MODULE: ./actions/embed-verify/build/policy.js

const subjects = [
    /** The binary itself: its format, its platform, its size. */
    'binary',
    /** It is packed or encrypted, so that nobody can see what it embeds. */
    'packed',
    /** An asset itself, whatever the binary holds. */
    'asset',
    /** An asset that does not stand in the binary as it is. */
    'content',
    /** An asset that stands in a part of the binary that is never loaded. */
    'unloaded',
    /** A file in a Go program's tables that nobody declared. */
    'embed',
    /** A file that matches a pattern of `extra` and is not declared. */
    'extra',
];
const strict = Object.fromEntries(subjects.map((subject) => [subject, 'refuse']));
/** Reads `subject=level` pairs; later ones win, and `all` stands for every subject. */
function parsePolicy(text) {
    const found = [];
    const policy = { ...strict };
    for (const pair of text.split(/[,\n]/).map((one) => one.trim())) {
        if (pair === '')
            continue;
        const [name = '', level = ''] = pair.split('=').map((one) => one.trim());
        const meant = subjects.filter((subject) => name === 'all' || name === subject);
        if (meant.length === 0 || (level !== 'refuse' && level !== 'warn')) {
            const cure = `Write one of ${subjects.join(', ')} or all, and =refuse or =warn`;
            found.push({ code: 'E_EMBED_POLICY', message: `"${pair}" is no policy`, cure, at: { input: 'policy' } });
        }
        else
            for (const subject of meant)
                policy[subject] = level;
    }
    return found.length > 0 ? (0,build/* err */._q)(found) : (0,build.ok)(policy);
}

// EXTERNAL MODULE: ./actions/embed-verify/build/result.js
var build_result = __nccwpck_require__(4041);
;// CONCATENATED MODULE: ./actions/embed-verify/build/verify.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});










/**
 * Looks at a binary and at what it must embed, and says what is wrong with it. Throws a Refusal for what cannot be looked at: a binary that
 * is not there, a manifest that cannot be read. Writes the result, and the proof when all is proven.
 */
async function verify(inputs, ports) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const policy = (0,build/* unwrap */.oA)(parsePolicy(inputs.policy ?? ''));
        const files = __addDisposableResource(env_1, createOpenFiles(ports), false);
        const path = await findBinary(inputs.binary, ports);
        const opened = await files.open(path);
        const binary = opened.ok ? opened.value : verify_missing(path);
        const native = readNative(binary);
        const { assets, byHand } = await readAssets(inputs, native.ok ? native.value : undefined, binary, ports);
        const patterns = patternsOf(inputs.extra ?? '');
        const question = {
            path,
            native,
            platform: inputs.platform,
            guest: inputs['guest-platform'],
            floor: inputs['min-size'],
            assets,
            byHand,
            patterns,
            extras: await findExtras(patterns, byHand, ports),
            proof: inputs.proof === undefined ? undefined : { file: inputs.proof, manifest: (0,build/* unwrap */.oA)(parseProof(await verify_readText(inputs.proof, 'proof', ports))) },
            declared: [inputs.assets, inputs.manifest, inputs['go-package'], inputs.proof].some((input) => input !== undefined),
        };
        const facts = await gather(question, binary, files.open, ports);
        const judgement = judge_judge(facts, policy);
        const result = (0,build_result/* toResult */.X)(facts, judgement);
        if (inputs.result !== undefined)
            await ports.files.write(inputs.result, (0,build_result/* renderResult */.C)(result));
        const proof = judgement.verdict === 'proven' ? await writeProof(inputs['write-proof'], facts, binary, ports) : '';
        return { judgement, result, proof };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
async function readAssets(inputs, native, binary, ports) {
    const lines = (0,build/* unwrap */.oA)(parseAssetLines(inputs.assets ?? ''));
    const manifest = inputs.manifest === undefined ? [] : (0,build/* unwrap */.oA)(parseManifest(await verify_readText(inputs.manifest, 'manifest', ports), inputs.manifest));
    const host = inputs.platform ?? ownPlatform(native);
    const byHand = choose([...lines, ...manifest], host, inputs['guest-platform']);
    if (inputs['go-package'] === undefined)
        return { assets: byHand, byHand };
    const image = native?.images[0];
    const info = image === undefined ? undefined : go_build_info_readGoBuildInfo(binary, image);
    return { assets: mergeAssets(byHand, await readGoSources(inputs['go-package'], inputs['go-module'], host, info, ports)), byHand };
}
/** What a binary of one image says that it is for. */
function ownPlatform(native) {
    const [image, ...others] = native?.images ?? [];
    const platform = others.length > 0 || image === undefined ? undefined : (0,build/* parsePlatform */.FL)(`${image.os}/${image.architecture}`);
    return platform?.ok === true ? platform.value : undefined;
}
async function verify_readText(path, input, ports) {
    if ((await ports.files.info(path)) !== undefined)
        return await ports.files.readText(path);
    throw (0,build/* refuse */.TR)({ code: 'E_EMBED_MANIFEST', message: `${path} is not there`, cure: 'Check the repository out before this step', at: { input } });
}
const patience = 10 * 60_000;
/** What the sources embed on a platform. */
async function readGoSources(name, folder, platform, info, ports) {
    const refused = (message, cure) => (0,build/* refuse */.TR)({ code: 'E_EMBED_GO', message, cure, at: { input: 'go-package' } });
    if (platform === undefined)
        throw refused('the binary does not say for which platform its sources count', 'Give the input platform');
    const { args, env } = planGoList(name, platform, info);
    const { code, stdout, stderr } = await ports.exec.run('go', args, { cwd: ports.files.resolve(folder), env, deadline: patience });
    if (code === 127)
        throw refused('go is not on the runner', 'Set Go up before this step, or declare the assets');
    if (code !== 0)
        throw refused(`go list failed: ${stderr.trim().slice(-2000)}`, 'Run it where the program was built');
    const assets = (0,build/* unwrap */.oA)(parseGoList(stdout, ports.job.workspace));
    if (assets.length === 0)
        throw refused(`${name} embeds nothing for ${platform}`, 'Name the package of the program that embeds');
    return assets;
}
async function findExtras(patterns, byHand, ports) {
    if (patterns.length === 0)
        return [];
    const declared = new Set(byHand.map(({ path }) => path));
    return (await ports.files.glob(patterns)).filter((path) => !declared.has(normalize(path)));
}
async function findBinary(pattern, ports) {
    if ((await ports.files.info(pattern)) !== undefined)
        return pattern;
    const found = await ports.files.glob([pattern]);
    if (found.length === 1)
        return found[0];
    if (found.length === 0)
        return verify_missing(pattern);
    const message = `${pattern} matches ${found.length} files: ${found.slice(0, 5).join(', ')}`;
    throw (0,build/* refuse */.TR)({ code: 'E_EMBED_BINARY', message, cure: 'Name the one binary that embeds the assets', at: { input: 'binary' } });
}
function verify_missing(path) {
    throw (0,build/* refuse */.TR)({
        code: 'E_EMBED_BINARY',
        message: `${path} is no file that can be read`,
        cure: 'Build the binary before this step, and name its path in the workspace',
        at: { input: 'binary' },
    });
}
/** A proof of every asset, out of the binary; empty where none was asked for. What only its name tells is in no proof: it would be anywhere. */
async function writeProof(path, facts, binary, ports) {
    if (path === undefined)
        return '';
    const proven = facts.assets.flatMap(({ asset, file, places }) => {
        const finding = places[0]?.finding;
        return !file.ok || file.value.size < smallestAsset || finding === undefined ? [] : [{ path: asset.path, size: file.value.size, finding }];
    });
    await ports.files.write(path, renderProof((0,build/* unwrap */.oA)(proveContents(binary, proven))));
    return path;
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

/***/ 3001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ createClock)
/* harmony export */ });
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


/***/ }),

/***/ 4369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S0: () => (/* binding */ startCommand)
/* harmony export */ });
/* unused harmony exports runCommand, parseArguments */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7975);
/* harmony import */ var _slipway_contract__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5129);
/* harmony import */ var _slipway_kernel__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4956);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(3001);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(6347);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(6280);









/** Exit codes: what was asked about holds, it does not, it could not be asked, and a mistake of our own. */
const codes = { passed: 0, refused: 1, usage: 2, defect: 3 };
/**
 * Runs a command when there are arguments; without any, a runner has started the action, and false is answered. A Refusal that is thrown
 * means that what was asked for cannot be looked at. Everything but the command's output goes to standard error.
 */
async function startCommand(command) {
    const args = process.argv.slice(2);
    if (args.length === 0)
        return false;
    process.exitCode = await runCommand(command, args, {
        ports: () => createPorts(command.contract.name),
        print: (text) => void process.stdout.write(text),
        complain: (text) => void process.stderr.write(text),
    });
    return true;
}
/** The same with its surroundings as parameters; answers the exit code. */
async function runCommand(command, args, terminal) {
    if (args.includes('--help')) {
        terminal.print(renderHelp(command));
        return codes.passed;
    }
    try {
        const parsed = parseArguments(command, args);
        const inputs = parsed.ok ? (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_4__/* .parseInputs */ .TL)(command.contract, parsed.value.given) : parsed;
        if (!inputs.ok)
            throw new _slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_(inputs.error);
        const { passed, output } = await command.run(inputs.value, terminal.ports(), parsed.ok && parsed.value.json);
        terminal.print(output);
        return passed ? codes.passed : codes.refused;
    }
    catch (error) {
        if (error instanceof _slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_) {
            terminal.complain(`${error.problems.map((problem) => `${command.contract.name}: ${(0,_slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .renderProblem */ .yM)(asOption(problem))}\n`).join('')}`);
            return codes.usage;
        }
        terminal.complain(`${command.contract.name} failed through a mistake of its own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        return codes.defect;
    }
}
/** On the command line an input is an option. */
function asOption(problem) {
    const { input, ...place } = problem.at ?? {};
    return input === undefined ? problem : { ...problem, message: `--${input} ${problem.message}`, at: Object.keys(place).length === 0 ? undefined : place };
}
/** Reads options as the texts of inputs, by input name. An option that is given more than once is a line for each time. */
function parseArguments({ contract, single = {} }, args) {
    const names = [...Object.keys(contract.inputs), ...Object.keys(single)];
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string', multiple: true }]));
    let values;
    try {
        values = (0,node_util__WEBPACK_IMPORTED_MODULE_3__.parseArgs)({ args: [...args], options: { ...options, json: { type: 'boolean' } }, strict: true, allowPositionals: false }).values;
    }
    catch (error) {
        // Node.js's own errors are of another realm where tests run.
        const text = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
        const message = text.split('. To specify')[0]?.replace(/^./, (letter) => letter.toLowerCase()) ?? '';
        return (0,_slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .problems */ .Bk)({
            code: 'E_HOST_OPTION',
            message,
            cure: `Known are ${names.map((name) => `--${name}`).join(', ')}, --json and --help`,
        });
    }
    const given = {};
    const twice = [];
    for (const [name, list] of Object.entries(values)) {
        if (!Array.isArray(list))
            continue;
        const target = single[name] ?? name;
        const isLines = Object.values(single).includes(target);
        if (list.length > 1 && !isLines)
            twice.push({ code: 'E_HOST_OPTION', message: 'is given more than once', cure: 'Give it once', at: { input: name } });
        given[target] = [...(given[target] === undefined ? [] : [given[target]]), ...list].join('\n');
    }
    return twice.length > 0 ? (0,_slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .err */ ._q)(twice) : { ok: true, value: { given, json: values['json'] === true } };
}
function renderHelp({ contract, single = {} }) {
    const lines = Object.entries(contract.inputs).map(([name, { kind, description, default: fallback }]) => {
        const one = Object.entries(single).find(([, target]) => target === name)?.[0];
        return `  --${name}${one === undefined ? '' : `, --${one} (for one line)`}\n      ${description} (${kind.describe}${fallback === undefined ? '' : `; default: ${fallback}`})`;
    });
    const ends = '  --json\n      Print the result as JSON on standard output, and nothing else.';
    return `${contract.description}\n\n${[...lines, ends].join('\n')}\n\nExit codes: 0 proven, 1 refused, 2 usage, 3 a mistake of our own.\n`;
}
/** The ports of a terminal: no runner, no artifacts, and a log that standard output does not see. What takes long to load is loaded when it is used. */
function createPorts(name) {
    const complain = (text) => void process.stderr.write(`${text}\n`);
    const job = (0,_job_js__WEBPACK_IMPORTED_MODULE_7__/* .readJob */ .c)(process.env, { platform: process.platform, arch: process.arch, cwd: process.cwd() });
    const { signal } = new AbortController();
    const nothing = () => Promise.reject(new _slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .Defect */ .kl('a terminal has neither artifacts nor a cache'));
    return {
        exec: {
            run: async (...args) => (await loadExec(job.workspace, complain, signal)).run(...args),
            which: async (command) => (await loadExec(job.workspace, complain, signal)).which(command),
        },
        // The runner's own library for patterns speaks to the runner, on standard output.
        files: { ...(0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .createFiles */ .q)(job), glob: (patterns) => expand(job.workspace, patterns) },
        http: {
            request: async (request) => (await __nccwpck_require__.e(/* import() */ 956).then(__nccwpck_require__.bind(__nccwpck_require__, 2956))).createHttp({ env: process.env, userAgent: `slipway-${name}`, signal }).request(request),
        },
        clock: (0,_clock_js__WEBPACK_IMPORTED_MODULE_8__/* .createClock */ .t)(signal),
        log: {
            info: () => { },
            debug: () => { },
            notice: complain,
            warning: (problem) => complain(`warning: ${(0,_slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .renderProblem */ .yM)(problem)}`),
            group: (_, body) => body(),
            mask: () => { },
            exportVariable: () => { },
        },
        summary: { add: () => { } },
        artifacts: { upload: nothing, list: nothing, download: nothing },
        cache: { available: () => false, restore: nothing, save: nothing },
        job,
        random: (bytes) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(bytes).toString('hex'),
        signal,
    };
}
async function loadExec(cwd, print, signal) {
    const { createExec } = await __nccwpck_require__.e(/* import() */ 605).then(__nccwpck_require__.bind(__nccwpck_require__, 9605));
    return createExec({ env: process.env, cwd, windows: process.platform === 'win32', print, signal });
}
/** Files that match patterns, as the port says it: `!` takes some out again. */
async function expand(workspace, patterns) {
    const exclude = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
    const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
    const found = new Set();
    for await (const entry of (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.glob)(wanted, { cwd: workspace, exclude, withFileTypes: true })) {
        if (!entry.isDirectory())
            found.add((0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(workspace, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(entry.parentPath, entry.name)).split(node_path__WEBPACK_IMPORTED_MODULE_2__.sep).join('/'));
    }
    return [...found].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}


/***/ }),

/***/ 7671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ errorCode)
/* harmony export */ });
/** The `code` of a system error, or an empty text. Not by `instanceof`: errors of Node's own modules may come from another realm. */
function errorCode(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}


/***/ }),

/***/ 6347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  q: () => (/* binding */ createFiles)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __nccwpck_require__(6466);
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
    const folders = new Map([['.', existing === 'fixed' || !(0,external_node_fs_.existsSync)(to)]]);
    for (const { path, kind, executable, content } of entries) {
        for (let folder = kind === 'directory' ? path : (0,external_node_path_.dirname)(path); !folders.has(folder); folder = (0,external_node_path_.dirname)(folder)) {
            folders.set(folder, existing === 'fixed' || !(0,external_node_fs_.existsSync)((0,external_node_path_.join)(to, folder)));
        }
        const place = (0,external_node_path_.join)(to, path);
        (0,external_node_fs_.mkdirSync)(kind === 'directory' ? place : (0,external_node_path_.dirname)(place), { recursive: true });
        if (kind === 'link') {
            (0,external_node_fs_.symlinkSync)(content, place);
            (0,external_node_fs_.lutimesSync)(place, fixedTime, fixedTime);
        }
        else if (kind === 'file') {
            (0,external_node_fs_.copyFileSync)((0,external_node_path_.join)(from, path), place, external_node_fs_.constants.COPYFILE_FICLONE);
            (0,external_node_fs_.chmodSync)(place, executable ? 0o755 : 0o644);
            (0,external_node_fs_.utimesSync)(place, fixedTime, fixedTime);
        }
    }
    // Deepest first, because every write in a folder changes its time.
    const own = [...folders].filter(([, fixed]) => fixed).map(([folder]) => folder);
    for (const folder of own.sort((a, b) => b.length - a.length)) {
        (0,external_node_fs_.chmodSync)((0,external_node_path_.join)(to, folder), 0o755);
        (0,external_node_fs_.utimesSync)((0,external_node_path_.join)(to, folder), fixedTime, fixedTime);
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
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
function createDigester(threads = (0,external_node_os_.availableParallelism)()) {
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
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
    try {
        const { size } = (0,external_node_fs_.fstatSync)(descriptor);
        const hex = size < large ? digestHere(descriptor, size) : await digestOnThread(descriptor, size);
        if (hex === undefined)
            throw new build/* Defect */.kl(`${path} became shorter while it was read`);
        return { digest: `sha256:${hex}`, size };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function digestHere(descriptor, size) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const bytes = Buffer.allocUnsafeSlow(Math.min(chunk, size));
    for (let offset = 0; offset < size;) {
        const count = (0,external_node_fs_.readSync)(descriptor, bytes, 0, Math.min(bytes.length, size - offset), offset);
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

// EXTERNAL MODULE: ./packages/host/build/error-code.js
var error_code = __nccwpck_require__(7671);
;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./packages/host/build/read-tree.js




/** Everything below a folder, sorted bytewise by path. Links are named, never followed: neither those inside, nor those that are folders. */
function readTree(folder) {
    const entries = [];
    const pending = [''];
    for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
        for (const name of (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(folder, prefix))) {
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
    const found = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(folder, path), { throwIfNoEntry: false });
    // A name that is no UTF-8 comes out with another character in its place, under which there is nothing.
    if (found === undefined)
        return path.includes('\ufffd') ? { path, kind: 'other', executable: false } : undefined;
    if (found.isFile())
        return { path, kind: 'file', executable: (found.mode & 0o100) !== 0 };
    if (found.isSymbolicLink())
        return { path, kind: 'link', executable: false, target: (0,external_node_fs_.readlinkSync)((0,external_node_path_.join)(folder, path)) };
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
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
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
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
/** A read may bring less than was asked for, although the file goes on. */
function fill(descriptor, buffer) {
    let done = 0;
    while (done < buffer.length) {
        const count = (0,external_node_fs_.readSync)(descriptor, buffer, done, buffer.length - done, null);
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
        readText: async (path) => (await (0,promises_.readFile)(at(path))).toString('utf8'),
        readBytes: (path) => (0,promises_.readFile)(at(path)),
        write: (path, content, mode) => replace(at(path), mode, (temporary) => (0,promises_.writeFile)(temporary, content, { mode: mode ?? 0o644 })),
        writeStream: (path, chunks, mode) => replace(at(path), mode, (temporary) => (0,external_node_stream_promises_.pipeline)(chunks, (0,external_node_fs_.createWriteStream)(temporary, { mode: mode ?? 0o644 }))),
        stream: (path) => (0,external_node_fs_.createReadStream)(at(path), { highWaterMark: files_chunk }),
        open: (path) => openReader(at(path)),
        info: (path) => readInfo(at(path)),
        list: async (path) => (await (0,promises_.readdir)(at(path))).sort(bytewise),
        glob: (patterns) => expand(context.workspace, patterns),
        makeFolder: async (path) => void (await (0,promises_.mkdir)(at(path), { recursive: true })),
        makeTemporary: async (prefix) => {
            await (0,promises_.mkdir)(context.temp, { recursive: true });
            return (0,promises_.mkdtemp)((0,external_node_path_.join)(context.temp, `${prefix}-`));
        },
        copy: async (from, to) => {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(at(to)), { recursive: true });
            await (0,promises_.copyFile)(at(from), at(to));
        },
        remove: (path) => (0,promises_.rm)(at(path), { recursive: true, force: true }),
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
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    const temporary = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.part`;
    try {
        await write(temporary);
        // A mode that was asked for is meant, whatever the umask takes from new files.
        if (mode !== undefined)
            await (0,promises_.chmod)(temporary, mode);
        await (0,promises_.rename)(temporary, path);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
}
function openReader(path) {
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
    const readInto = (offset, target) => {
        let done = 0;
        while (done < target.length) {
            const count = (0,external_node_fs_.readSync)(descriptor, target, done, target.length - done, offset + done);
            if (count === 0)
                break;
            done += count;
        }
        return done;
    };
    return {
        size: (0,external_node_fs_.fstatSync)(descriptor).size,
        read: (offset, length) => {
            const bytes = new Uint8Array(length);
            return bytes.subarray(0, readInto(offset, bytes));
        },
        readInto,
        close: () => (0,external_node_fs_.closeSync)(descriptor),
    };
}
async function readInfo(path) {
    try {
        const found = await (0,promises_.lstat)(path);
        const kind = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : found.isSymbolicLink() ? 'link' : 'other';
        return { kind, size: found.size, mode: found.mode & 0o7777, ...(kind === 'link' ? { target: await (0,promises_.readlink)(path) } : {}) };
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((0,error_code/* errorCode */.C)(error)))
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


/***/ }),

/***/ 6280:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ readInputs),
/* harmony export */   c: () => (/* binding */ readJob)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);


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
        temp: env.RUNNER_TEMP ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(),
        platform: `${systems[machine.platform] ?? machine.platform}/${architectures[machine.arch] ?? machine.arch}`,
        variable: (name) => env[name],
    };
}
function readEvent(path) {
    if (path === '')
        return {};
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
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


/***/ }),

/***/ 4956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kl: () => (/* reexport */ Defect),
  P_: () => (/* reexport */ Refusal),
  NJ: () => (/* reexport */ architectureOf),
  _q: () => (/* reexport */ result_err),
  Nt: () => (/* reexport */ fillPlatform),
  ZD: () => (/* reexport */ hexOf),
  ok: () => (/* reexport */ result_ok),
  mJ: () => (/* reexport */ osOf),
  m: () => (/* reexport */ parseDigest),
  FL: () => (/* reexport */ parsePlatform),
  ED: () => (/* reexport */ parseTag),
  Bk: () => (/* reexport */ problems),
  TR: () => (/* reexport */ refuse),
  yM: () => (/* reexport */ renderProblem),
  oA: () => (/* reexport */ unwrap)
});

// UNUSED EXPORTS: digestOf, isDigest, parseReleaseTag, renderPlace

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
/******/ var __webpack_exports__ = __nccwpck_require__(9553);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
