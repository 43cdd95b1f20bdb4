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

/***/ 7429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ contract)
/* harmony export */ });
/* harmony import */ var _slipway_contract__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5129);

const contract = (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .QP)({
    name: 'skopeo-promote',
    title: 'Slipway: promote',
    description: 'Moves channel tags to the digest that another tag names, and compares afterwards. Nothing is rebuilt.',
    branding: { icon: 'chevrons-right', color: 'blue' },
    inputs: {
        image: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'Repository of the image, without a tag.' }),
        from: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'The channel tag, or the digest, that is promoted.' }),
        to: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.lines */ .EZ.lines(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.tag */ .EZ.tag()), { description: 'The channel tags that move, one a line.' }),
        digest: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.digest */ .EZ.digest(), { description: 'The digest that `from` must name; the hop is refused if it names another.' }),
        platforms: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.commas */ .EZ.commas(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.platform */ .EZ.platform()), {
            description: 'Platforms that the index must hold, no more and no fewer, separated by commas. Attestations in it do not count.',
        }),
        target: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), {
            description: 'Another repository whose tags move; the image is copied to it first, by digest and with all its platforms.',
        }),
        username: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'The user that the registry knows the token by.', default: '${{ github.actor }}' }),
        token: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.secret */ .EZ.secret(), {
            description: 'The token that may write packages. It is given only to the registry whose tags move.',
            default: '${{ github.token }}',
        }),
        'dry-run': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), { description: 'Read, check, print the plan, and move nothing.', default: 'false' }),
    },
    outputs: {
        repository: { description: 'The repository whose tags were moved.' },
        digest: { description: 'The digest that was promoted.' },
        previous: { description: 'What each tag named before, as a JSON object of tag and digest; the empty string where a tag is new.' },
        moved: { description: '`true` if a tag moved, `false` if all of them named the digest before, and in a dry run.' },
    },
    permissions: { packages: { access: 'write', why: 'to move the tags' } },
    requires: { skopeo: 'to copy the image, where `target` names another repository' },
});


/***/ }),

/***/ 1342:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _slipway_host__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(511);
/* harmony import */ var _contract_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7429);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6347);



await (0,_slipway_host__WEBPACK_IMPORTED_MODULE_0__/* .start */ .ni)(_contract_js__WEBPACK_IMPORTED_MODULE_1__/* .contract */ .d, _run_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 6347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(4956);
;// CONCATENATED MODULE: ./packages/oci/build/descriptor.js

function descriptor_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Reads a descriptor from parsed JSON. `where` is its place in the document, such as `manifests[1]`. */
function descriptor_parseDescriptor(value, where) {
    if (!descriptor_isRecord(value))
        return bad(where, 'is no object');
    const { mediaType, digest, size, artifactType } = value;
    if (typeof mediaType !== 'string' || mediaType === '')
        return bad(where, 'has no mediaType');
    if (typeof digest !== 'string' || !(0,build/* isDigest */.Bc)(digest))
        return bad(where, `has no usable digest (${JSON.stringify(digest)})`);
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
        return bad(where, `has no usable size (${JSON.stringify(size)})`);
    const annotations = parseAnnotations(value['annotations']);
    if (annotations === 'wrong')
        return bad(where, 'has annotations that are not text');
    const platform = parsePlatformObject(value['platform']);
    return (0,build.ok)({
        mediaType,
        digest,
        size,
        ...(platform === undefined ? {} : { platform }),
        ...(typeof artifactType === 'string' ? { artifactType } : {}),
        ...(annotations === undefined ? {} : { annotations }),
    });
}
function parseAnnotations(value) {
    if (value === undefined || value === null)
        return undefined;
    if (!descriptor_isRecord(value) || !Object.values(value).every((text) => typeof text === 'string'))
        return 'wrong';
    return value;
}
/** In one order, so that the same annotations are always the same bytes. */
function descriptor_sortAnnotations(annotations) {
    return Object.fromEntries(Object.entries(annotations).sort(([one], [other]) => (one < other ? -1 : 1)));
}
/**
 * `{os, architecture, variant}` as our own word. What is no platform of ours (BuildKit's attestations say `unknown/unknown`) is
 * undefined. The variant `v8` of arm64 is left out: it is the only one there is, and tools differ in whether they write it.
 */
function parsePlatformObject(value) {
    if (!descriptor_isRecord(value))
        return undefined;
    const { os, architecture, variant } = value;
    const written = typeof variant === 'string' && variant !== '' && !(architecture === 'arm64' && variant === 'v8') ? `/${variant}` : '';
    const platform = (0,build/* parsePlatform */.FL)(`${String(os)}/${String(architecture)}${written}`);
    return platform.ok ? platform.value : undefined;
}
/** The platform as a manifest writes it. */
function descriptor_renderPlatformObject(platform) {
    const [os = '', architecture = '', variant] = platform.split('/');
    return variant === undefined ? { architecture, os } : { architecture, os, variant };
}
function bad(where, what) {
    const cure = 'The document is damaged or no OCI document: push the image again';
    return (0,build/* err */._q)({ code: 'E_OCI_DESCRIPTOR', message: `${where} ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/oci/build/media-types.js
/** Media types of the OCI image specification 1.1 (media-types.md) and of Docker's schema 2, which registries still serve. */
const media_types_mediaTypes = {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    empty: 'application/vnd.oci.empty.v1+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerConfig: 'application/vnd.docker.container.image.v1+json',
};
const indexTypes = [media_types_mediaTypes.index, media_types_mediaTypes.dockerIndex];
const imageTypes = [media_types_mediaTypes.manifest, media_types_mediaTypes.dockerManifest];
const configTypes = [media_types_mediaTypes.config, media_types_mediaTypes.dockerConfig];
/** Every manifest type that this room reads, in the order of preference: the value of an `Accept` header. */
const manifestTypes = [...indexTypes, ...imageTypes];
function isIndexType(mediaType) {
    return indexTypes.includes(mediaType);
}
function media_types_isImageType(mediaType) {
    return imageTypes.includes(mediaType);
}
/** Whether a config of this type is an image's own, from which os and architecture can be read. An artifact's is not. */
function media_types_isConfigType(mediaType) {
    return configTypes.includes(mediaType);
}

;// CONCATENATED MODULE: ./packages/oci/build/manifest.js



const maximum = 4 * 1024 * 1024;
/**
 * Reads a manifest from its bytes. `mediaType` is what the registry said of it; the document may say it again but not differently
 * (manifest.md, "mediaType": the two must agree). Docker's schema 1 is refused, because its digest does not cover its bytes.
 */
function manifest_parseManifest(bytes, mediaType) {
    if (bytes.length > maximum)
        return manifest_bad(`holds ${bytes.length} bytes, more than the 4 MiB that registries accept`);
    if (mediaType !== undefined && !isKnownType(mediaType))
        return manifest_bad(describeType(mediaType));
    const document = parseJson(bytes);
    if (!descriptor_isRecord(document))
        return manifest_bad('is no JSON object');
    const written = document['mediaType'];
    if (typeof written === 'string' && mediaType !== undefined && written !== mediaType) {
        return manifest_bad(`says of itself that it is ${written}, but was served as ${mediaType}`);
    }
    if (document['schemaVersion'] !== 2)
        return manifest_bad(`has schemaVersion ${JSON.stringify(document['schemaVersion'])}, not 2`);
    const type = mediaType ?? (typeof written === 'string' ? written : guessType(document));
    const exact = { mediaType: type, digest: (0,build/* digestOf */.ol)(bytes), bytes };
    if (isIndexType(type))
        return parseIndex(document, exact);
    if (media_types_isImageType(type))
        return parseImage(document, exact);
    return manifest_bad(describeType(type));
}
function isKnownType(mediaType) {
    return isIndexType(mediaType) || media_types_isImageType(mediaType);
}
function describeType(mediaType) {
    return `has the media type ${mediaType}, which is neither an image nor an index`;
}
function parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return undefined;
    }
}
function guessType(document) {
    return Array.isArray(document['manifests']) ? media_types_mediaTypes.index : media_types_mediaTypes.manifest;
}
function parseCommon(document) {
    const annotations = parseAnnotations(document['annotations']);
    if (annotations === 'wrong')
        return manifest_bad('has annotations that are not text');
    const { artifactType, subject } = document;
    const parsed = subject === undefined || subject === null ? undefined : descriptor_parseDescriptor(subject, 'subject');
    if (parsed?.ok === false)
        return parsed;
    return (0,build.ok)({
        annotations: annotations ?? {},
        ...(typeof artifactType === 'string' ? { artifactType } : {}),
        ...(parsed === undefined ? {} : { subject: parsed.value }),
    });
}
function parseIndex(document, exact) {
    // An index that also has layers could be read as an image by another tool (CVE-2021-41190).
    if (document['layers'] !== undefined || document['config'] !== undefined)
        return manifest_bad('is an index, but also has layers or a config');
    const common = parseCommon(document);
    if (!common.ok)
        return common;
    const manifests = parseList(document['manifests'], 'manifests');
    return manifests.ok ? (0,build.ok)({ kind: 'index', ...exact, manifests: manifests.value, ...common.value }) : manifests;
}
function parseImage(document, exact) {
    if (document['manifests'] !== undefined)
        return manifest_bad('is an image, but also has manifests');
    const common = parseCommon(document);
    if (!common.ok)
        return common;
    const config = descriptor_parseDescriptor(document['config'], 'config');
    if (!config.ok)
        return config;
    const layers = parseList(document['layers'], 'layers');
    return layers.ok ? (0,build.ok)({ kind: 'image', ...exact, config: config.value, layers: layers.value, ...common.value }) : layers;
}
function parseList(value, where) {
    if (!Array.isArray(value))
        return manifest_bad(`has no list of ${where}`);
    const parsed = value.map((item, position) => descriptor_parseDescriptor(item, `${where}[${position}]`));
    const wrong = parsed.find((result) => !result.ok);
    if (wrong?.ok === false)
        return wrong;
    return (0,build.ok)(parsed.flatMap((result) => (result.ok ? [result.value] : [])));
}
function manifest_bad(what) {
    return (0,build/* err */._q)({
        code: 'E_OCI_MANIFEST',
        message: `the manifest ${what}`,
        cure: 'Push the image again with a tool that writes OCI manifests',
    });
}
/** The descriptor that names a manifest from outside. */
function manifest_describeManifest(manifest) {
    return { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length };
}

;// CONCATENATED MODULE: ./packages/oci/build/annotate.js



/**
 * The manifest with more annotations, which win over those of the same name. Everything else stays as it is and where it is in the
 * document, also what this room does not know; the same arguments give the same bytes. The digest is a new one.
 */
function annotateManifest(manifest, annotations) {
    if (Object.keys(annotations).length === 0)
        return manifest;
    const document = JSON.parse(new TextDecoder().decode(manifest.bytes));
    if (!isRecord(document))
        throw new Defect('a manifest that was parsed before is no object');
    // Assigning to a key that is there keeps its place; a new one comes last.
    const changed = { ...document, annotations: sortAnnotations({ ...manifest.annotations, ...annotations }) };
    const annotated = unwrap(parseManifest(new TextEncoder().encode(JSON.stringify(changed)), manifest.mediaType));
    if (annotated.kind !== 'image')
        throw new Defect('an image became an index by its annotations');
    return annotated;
}

;// CONCATENATED MODULE: ./packages/oci/build/artifact.js



const emptyBytes = new TextEncoder().encode('{}');
/** The empty descriptor of manifest.md ("Guidance for an Empty Descriptor"): two bytes, carried along as `data`. */
const emptyDescriptor = { mediaType: media_types_mediaTypes.empty, digest: (0,build/* digestOf */.ol)(emptyBytes), size: emptyBytes.length };
/**
 * An artifact as image manifest with an empty config (manifest.md, "Guidelines for Artifact Usage"). The bytes depend on nothing
 * but the arguments, so that a repeated push is the same artifact.
 */
function buildArtifact({ artifactType, subject, layers, annotations }) {
    const found = layers.map(describeLayer);
    const described = found.map(({ descriptor }) => descriptor);
    const sorted = descriptor_sortAnnotations(annotations ?? {});
    const document = {
        schemaVersion: 2,
        mediaType: media_types_mediaTypes.manifest,
        artifactType,
        config: { ...emptyDescriptor, data: btoa('{}') },
        layers: described,
        ...(subject === undefined ? {} : { subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size } }),
        ...(Object.keys(sorted).length === 0 ? {} : { annotations: sorted }),
    };
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    const manifest = {
        kind: 'image',
        mediaType: media_types_mediaTypes.manifest,
        digest: (0,build/* digestOf */.ol)(bytes),
        bytes,
        config: emptyDescriptor,
        layers: described,
        artifactType,
        ...(subject === undefined ? {} : { subject }),
        annotations: sorted,
    };
    const blobs = [{ descriptor: emptyDescriptor, bytes: emptyBytes }, ...found.flatMap((layer) => (layer.bytes === undefined ? [] : [layer]))];
    return { manifest, blobs: blobs.filter(({ descriptor }, position) => blobs.findIndex((blob) => blob.descriptor.digest === descriptor.digest) === position) };
}
function describeLayer(layer) {
    const known = 'descriptor' in layer ? layer.descriptor : { mediaType: layer.mediaType, digest: (0,build/* digestOf */.ol)(layer.bytes), size: layer.bytes.length };
    const annotations = descriptor_sortAnnotations({ ...known.annotations, ...layer.annotations });
    const descriptor = { mediaType: known.mediaType, digest: known.digest, size: known.size, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) };
    return 'bytes' in layer ? { descriptor, bytes: layer.bytes } : { descriptor };
}
/** The tag under which a registry without the referrers API keeps what refers to a digest (distribution specification, "Referrers Tag Schema"). */
function referrersTag(digest) {
    const colon = digest.indexOf(':');
    const text = `${digest.slice(0, colon).slice(0, 32)}-${digest.slice(colon + 1).slice(0, 64)}`;
    return text.replace(/[^A-Za-z0-9._-]/g, '-');
}

;// CONCATENATED MODULE: ./packages/oci/build/config.js


/** Reads an image's config. Its `os` and `architecture` are the one statement about the platform that is covered by the digest. */
function config_parseConfig(bytes) {
    let document;
    try {
        document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return config_bad('is no JSON');
    }
    if (!descriptor_isRecord(document))
        return config_bad('is no JSON object');
    const platform = parsePlatformObject(document);
    if (platform === undefined)
        return config_bad(`says os ${JSON.stringify(document['os'])}, architecture ${JSON.stringify(document['architecture'])}`);
    const inner = descriptor_isRecord(document['config']) ? document['config'] : {};
    const created = document['created'];
    return (0,build.ok)({ platform, ...(typeof created === 'string' ? { created } : {}), labels: textsOf(inner['Labels']), env: listOf(inner['Env']) });
}
function textsOf(value) {
    const entries = descriptor_isRecord(value) ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter((entry) => typeof entry[1] === 'string'));
}
function listOf(value) {
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
function config_bad(what) {
    const cure = 'Build the image for one of the platforms that Slipway knows, such as linux/amd64';
    return (0,build/* err */._q)({ code: 'E_OCI_CONFIG', message: `the image's config ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/oci/build/layout.js





/** Opens an image layout (image-layout.md, version 1.0.0). Rejects with a Refusal when the folder is none or a blob is not what it is called. */
async function openLayout(read) {
    const marker = layout_parseJson(await readOrRefuse(read, 'oci-layout'), 'oci-layout');
    const version = marker['imageLayoutVersion'];
    if (version !== '1.0.0')
        throw refuse(layout_bad(`oci-layout has the version ${JSON.stringify(version)}, not 1.0.0`));
    const manifests = layout_parseJson(await readOrRefuse(read, 'index.json'), 'index.json')['manifests'];
    if (!Array.isArray(manifests))
        throw refuse(layout_bad('index.json has no list of manifests'));
    const readBlob = async (digest) => {
        const path = blobPath(digest);
        const bytes = await readOrRefuse(read, path);
        if (digest.startsWith('sha256:') && digestOf(bytes) !== digest)
            throw refuse(layout_bad(`${path} does not hold what it is called`));
        return bytes;
    };
    return {
        entries: manifests.map((entry, position) => unwrap(parseDescriptor(entry, `index.json: manifests[${position}]`))),
        readBlob,
        readManifest: async ({ digest, mediaType }) => unwrap(parseManifest(await readBlob(digest), mediaType)),
    };
}
/** The one image that a layout of a single-platform build holds, with its config. */
async function readLayoutImage(layout) {
    const [entry, ...others] = layout.entries;
    if (entry === undefined || others.length > 0)
        throw refuse(layout_bad(`index.json names ${layout.entries.length} manifests where one image is wanted`));
    const manifest = await layout.readManifest(entry);
    if (manifest.kind !== 'image')
        throw refuse(layout_bad('the layout holds an index where one image is wanted'));
    if (!isConfigType(manifest.config.mediaType))
        throw refuse(layout_bad(`the layout holds an artifact (${manifest.config.mediaType}), no image`));
    return { manifest, config: unwrap(parseConfig(await layout.readBlob(manifest.config.digest))) };
}
/**
 * The files that make an image the one that a layout names: its manifest's bytes as a blob, and `index.json`. The blobs that the manifest
 * names must be in the layout already.
 * @returns paths within the layout, and what to write there
 */
function renderLayoutImage(manifest) {
    const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [describeManifest(manifest)] };
    return [
        [blobPath(manifest.digest), manifest.bytes],
        ['index.json', new TextEncoder().encode(JSON.stringify(index))],
    ];
}
function blobPath(digest) {
    return `blobs/${digest.slice(0, digest.indexOf(':'))}/${hexOf(digest)}`;
}
async function readOrRefuse(read, path) {
    try {
        return await read(path);
    }
    catch (cause) {
        throw refuse(layout_bad(`${path} cannot be read`), { cause });
    }
}
function layout_parseJson(bytes, name) {
    try {
        const document = JSON.parse(new TextDecoder().decode(bytes));
        if (isRecord(document))
            return document;
    }
    catch {
        // Falls through to the refusal below, which says the same of every kind of wrong content.
    }
    throw refuse(layout_bad(`${name} is no JSON object`));
}
function layout_bad(what) {
    return { code: 'E_OCI_LAYOUT', message: `no OCI image layout: ${what}`, cure: 'Build the image again' };
}

;// CONCATENATED MODULE: ./packages/oci/build/messages.js
const passing = [
    /(?:status(?: code)?|StatusCode|HTTP)[^0-9\n]{0,60}\b(?:408|429|50[0234]|52[0-9])\b/i,
    /toomanyrequests|too many requests/i,
    /connection reset|broken pipe|connection refused|use of closed network connection|unexpected EOF|: EOF\b/i,
    /i\/o timeout|TLS handshake timeout|deadline exceeded|Client\.Timeout|temporary failure in name resolution|server misbehaving/i,
    // A registry behind a load balancer that lost the upload.
    /blob upload (?:unknown|invalid)/i,
];
/**
 * Whether what skopeo, buildah, podman or docker say of a registry may be different next time. They share one library, which does
 * not tell it by an exit code, and whose own retries leave out 500, 502 and 503.
 */
function isPassingMessage(text) {
    return passing.some((pattern) => pattern.test(text));
}

;// CONCATENATED MODULE: ./packages/oci/build/plan-index.js



/**
 * Builds the index over exactly the declared platforms, in their order. The bytes depend on nothing but the arguments (keys in a
 * fixed order, no time), so that the same children always give the same digest. All problems are reported: a platform that is
 * missing, there twice, not declared, whose config says another architecture, or whose child is no image.
 */
function planIndex(plan) {
    const problems = [
        ...plan.platforms.flatMap((platform, position) => checkPlatform(plan, platform, position)),
        ...plan.children.flatMap((child) => checkChild(plan, child)),
    ];
    if (plan.platforms.length === 0)
        problems.push(problem('E_OCI_INDEX_EMPTY', 'no platform is declared', 'Declare at least one platform'));
    if (problems.length > 0)
        return { ok: false, error: problems };
    const manifests = plan.platforms.flatMap((platform) => plan.children.filter((child) => child.declared === platform).map(entryOf));
    return ok(buildIndex(manifests, plan.annotations ?? {}));
}
function checkPlatform({ children, platforms }, platform, position) {
    if (platforms.indexOf(platform) !== position)
        return [problem('E_OCI_INDEX_DUPLICATE', `${platform} is declared twice`, 'Declare each platform once')];
    const found = children.filter((child) => child.declared === platform);
    if (found.length === 0)
        return [problem('E_OCI_INDEX_MISSING', `no image was built for ${platform}`, `Build ${platform}, or do not declare it`)];
    if (found.length === 1)
        return [];
    const digests = found.map((child) => child.descriptor.digest).join(' and ');
    return [problem('E_OCI_INDEX_DUPLICATE', `${platform} is there ${found.length} times: ${digests}`, 'Hand over one image for each platform')];
}
function checkChild({ platforms }, { descriptor, declared, actual }) {
    const found = [];
    if (!platforms.includes(declared))
        found.push(problem('E_OCI_INDEX_FOREIGN', `${declared} is not declared`, `Declare ${declared}, or do not build it`));
    if (!isImageType(descriptor.mediaType)) {
        found.push(problem('E_OCI_INDEX_CHILD', `the child for ${declared} has the media type ${descriptor.mediaType}, which is no image`, 'Build without attestations'));
    }
    if (actual !== declared) {
        const cure = `Build with --platform ${declared}, and take care that the base image is of that platform`;
        found.push(problem('E_OCI_INDEX_PLATFORM', `the image for ${declared} says in its config that it is ${actual} (${descriptor.digest})`, cure));
    }
    return found;
}
function entryOf({ descriptor, declared }) {
    return { mediaType: descriptor.mediaType, digest: descriptor.digest, size: descriptor.size, platform: declared };
}
function buildIndex(manifests, annotations) {
    const sorted = sortAnnotations(annotations);
    const document = {
        schemaVersion: 2,
        mediaType: mediaTypes.index,
        manifests: manifests.map(({ mediaType, digest, size, platform }) => ({
            mediaType,
            digest,
            size,
            ...(platform === undefined ? {} : { platform: renderPlatformObject(platform) }),
        })),
        ...(Object.keys(sorted).length === 0 ? {} : { annotations: sorted }),
    };
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    return { kind: 'index', mediaType: mediaTypes.index, digest: digestOf(bytes), bytes, manifests, annotations: sorted };
}
function problem(code, message, cure) {
    return { code, message, cure };
}

;// CONCATENATED MODULE: ./packages/oci/build/reference.js

const hostPattern = /^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)(?::[0-9]{1,5})?$/;
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const namePattern = new RegExp(`^${component}(?:/${component})*$`);
/**
 * Reads a reference as distribution's reference.regexp and the distribution specification ("Pulling manifests") write it.
 * The registry must be there: short names mean different things to docker, podman and skopeo. Only Docker Hub's two documented
 * spellings are normalised: `index.docker.io` is `docker.io`, and `docker.io/name` is `docker.io/library/name`.
 */
function parseReference(text) {
    const at = text.indexOf('@');
    const beforeDigest = at === -1 ? text : text.slice(0, at);
    const colon = beforeDigest.indexOf(':', beforeDigest.lastIndexOf('/') + 1);
    const place = colon === -1 || !beforeDigest.includes('/') ? beforeDigest : beforeDigest.slice(0, colon);
    const repository = parsePlace(text, place);
    if (!repository.ok)
        return repository;
    const tag = place === beforeDigest ? undefined : (0,build/* parseTag */.ED)(beforeDigest.slice(colon + 1));
    if (tag?.ok === false)
        return tag;
    const digest = at === -1 ? undefined : (0,build/* parseDigest */.m)(text.slice(at + 1));
    if (digest?.ok === false)
        return digest;
    return (0,build.ok)({
        ...repository.value,
        ...(tag === undefined ? {} : { tag: tag.value }),
        ...(digest === undefined ? {} : { digest: digest.value }),
    });
}
/** Reads a repository. A tag or digest behind it is refused: it would be a second truth beside the inputs that say them. */
function parseRepository(text) {
    const reference = parseReference(text);
    if (!reference.ok)
        return reference;
    const { registry, name, tag, digest } = reference.value;
    if (tag === undefined && digest === undefined)
        return (0,build.ok)({ registry, name });
    return reference_bad(text, 'names a tag or a digest where only a repository is wanted', `Write ${registry}/${name}`);
}
function parsePlace(text, place) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
        return reference_bad(text, 'begins with a scheme', `Write ${text.replace(/^[^:]*:\/\//, '')}`);
    if (text.includes('://') || /\s/.test(text))
        return reference_bad(text, 'is no image reference', 'Write registry/owner/name, such as ghcr.io/owner/name');
    const slash = place.indexOf('/');
    const first = slash === -1 ? '' : place.slice(0, slash);
    if (!isRegistry(first)) {
        const hub = slash === -1 ? `docker.io/library/${place}` : `docker.io/${place}`;
        return reference_bad(text, 'names no registry', `Write the registry in front, such as ghcr.io/${place}, or ${hub} for Docker Hub`);
    }
    const registry = first === 'index.docker.io' ? 'docker.io' : first;
    const rest = place.slice(slash + 1);
    const name = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
    if (namePattern.test(name) && hostPattern.test(registry) && registry.length + name.length < 255)
        return (0,build.ok)({ registry, name });
    const lower = name.toLowerCase();
    const cure = lower !== name && namePattern.test(lower) ? `Write it in lower case: ${registry}/${lower}` : 'Write registry/owner/name, such as ghcr.io/owner/name';
    return reference_bad(text, `"${name}" is no name of a repository`, cure);
}
/** The rule that distribution/reference documents: a first component is a host when it has a dot, a port, or is `localhost`. */
function isRegistry(first) {
    return first === 'localhost' || first.includes('.') || first.includes(':');
}
function reference_bad(text, what, cure) {
    return (0,build/* err */._q)({ code: 'E_OCI_REFERENCE', message: what.startsWith('"') ? what : `"${text}" ${what}`, cure });
}
/** `registry/name`. */
function renderRepository(repository) {
    return `${repository.registry}/${repository.name}`;
}
/** `registry/name[:tag][@digest]`. */
function renderReference(reference) {
    const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
    const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
    return `${renderRepository(reference)}${tag}${digest}`;
}
function isSameRepository(one, other) {
    return one.registry === other.registry && one.name === other.name;
}
/** Registries on the machine itself speak plain HTTP, as for Docker ("Local registries … are automatically marked as insecure", 127.0.0.0/8). */
function isLoopbackRegistry(registry) {
    const name = registry.replace(/:[0-9]+$/, '');
    return name === 'localhost' || name === '[::1]' || /^127\.[0-9]+\.[0-9]+\.[0-9]+$/.test(name);
}

;// CONCATENATED MODULE: ./packages/oci/build/index.js











// EXTERNAL MODULE: ./packages/host/build/index.js + 26 modules
var host_build = __nccwpck_require__(511);
;// CONCATENATED MODULE: ./packages/registry/build/failures.js

/** The first error of a registry's JSON body (distribution specification, "Error codes"). */
function readRegistryError(body) {
    try {
        const document = JSON.parse(new TextDecoder().decode(body));
        const first = document?.errors?.[0];
        return first === undefined ? undefined : { code: String(first.code ?? ''), message: String(first.message ?? '') };
    }
    catch {
        return undefined;
    }
}
function isWebPage(response) {
    const type = response.headers['content-type'] ?? '';
    return type.startsWith('text/html') || /^\s*<(?:!doctype|html)/i.test(new TextDecoder().decode(response.body.subarray(0, 200)));
}
/** A registry's own "not there". A 404 that is a web page is somebody else's. */
function isAbsent(response) {
    return response.status === 404 && !isWebPage(response);
}
/** Says what an answer that is no success means, and what cures it. */
function describeAnswer(response, deed, host) {
    const { status } = response;
    if (isWebPage(response)) {
        const cure = `See whether ${host} is a registry, and whether a proxy or a sign-in page stands before it`;
        return { code: 'E_REGISTRY_ANSWER', message: `cannot ${deed}: ${host} answered with a web page (${status})`, cure };
    }
    const error = readRegistryError(response.body);
    const said = error === undefined ? `${status}` : `${status} ${error.code}${error.message === '' ? '' : `, ${error.message}`}`;
    const [code, cure] = explain(status, error?.code ?? '');
    const after = response.headers['retry-after'];
    const asked = status === 429 && after !== undefined ? ` and asks to come back ${/^[0-9]+$/.test(after) ? `in ${after} s` : `at ${after}`}` : '';
    return { code, message: `cannot ${deed}: ${host} answered ${said}${asked}`, cure };
}
/** A success whose content is not what was asked for. */
function describeContent(deed, host, what) {
    return { code: 'E_REGISTRY_ANSWER', message: `cannot ${deed}: ${what}`, cure: `See whether ${host} is a registry` };
}
function describeMismatch(reference, expected, found) {
    const cure = 'Do not use what was sent: see whether a proxy changes content, and run the job again';
    return { code: 'E_REGISTRY_DIGEST', message: `${renderReference(reference)} should be ${expected}, but is ${found}`, cure };
}
function explain(status, code) {
    if (code === 'MANIFEST_BLOB_UNKNOWN' || code === 'MANIFEST_UNKNOWN' || code === 'BLOB_UNKNOWN') {
        return ['E_REGISTRY_MISSING_CONTENT', 'Push what the manifest names first, and see that no clean-up job deleted it meanwhile'];
    }
    if (status === 401)
        return ['E_REGISTRY_UNAUTHORIZED', 'Give a username and a token that the registry knows'];
    if (status === 403)
        return ['E_REGISTRY_DENIED', 'Grant the job "packages: write" (to read: "packages: read"), and give the repository access in the package settings'];
    if (status === 404)
        return ['E_REGISTRY_NOT_FOUND', 'See whether the name is right; a registry also answers so where the token may not read'];
    if (status === 405)
        return ['E_REGISTRY_UNSUPPORTED', 'Use a registry that accepts writes; a pull-through cache does not'];
    if (status === 413)
        return ['E_REGISTRY_TOO_LARGE', 'Make the manifest smaller: registries accept 4 MiB'];
    if (status === 429)
        return ['E_REGISTRY_RATE', 'Wait until the rate limit is over, and run the job again'];
    if (status >= 500)
        return ['E_REGISTRY_UNAVAILABLE', 'The registry has a fault and every try met it: run the job again later'];
    if (status >= 300 && status < 400)
        return ['E_REGISTRY_REDIRECT', 'Name the registry by the host that it redirects to'];
    return ['E_REGISTRY_ANSWER', 'See what the registry says; the request was not accepted as it stands'];
}
const reasons = {
    refused: 'See whether the registry runs and listens on this port',
    reset: 'The connection broke at every try: run the job again later',
    timeout: 'The registry did not answer in time: run the job again later',
    stall: 'The transfer stood still: run the job again later',
    name: "See whether the registry's name is right and can be resolved here",
    tls: "See whether the registry's certificate is valid; for a registry without TLS write insecure = true in registries.conf",
    truncated: 'The answer ended too early at every try: run the job again later',
    'too-large': 'See whether this is a registry: the answer is larger than a manifest may be',
    cancelled: 'The job was cancelled',
};
/** Says what a connection that failed means. */
function describeFailure(failure, deed) {
    return { code: 'E_REGISTRY_UNREACHABLE', message: `cannot ${deed}: ${failure.message}`, cure: reasons[failure.reason] };
}

;// CONCATENATED MODULE: ./packages/registry/build/auth.js



/** Reads `WWW-Authenticate`. Of several challenges the first known one counts. */
function parseChallenge(header) {
    const bearer = /\bbearer\s+(.*)$/i.exec(header);
    if (bearer === null)
        return /\bbasic\b/i.test(header) ? { scheme: 'basic' } : undefined;
    const fields = Object.fromEntries([...(bearer[1] ?? '').matchAll(/([a-z_]+)="([^"]*)"/gi)].map((match) => [match[1]?.toLowerCase(), match[2]]));
    return fields['realm'] === undefined ? undefined : { scheme: 'bearer', realm: fields['realm'], service: fields['service'] ?? '' };
}
/** Tokens die early rather than in the middle of a request. */
const margin = 10_000;
/** One registry host's sign-in: it remembers the challenge, so that later requests ask for their token first, and tokens by scope. */
class SignIn {
    #ports;
    #host;
    #credential;
    #tokens = new Map();
    #challenge;
    constructor(ports, host, credential) {
        this.#ports = ports;
        this.#host = host;
        this.#credential = credential;
    }
    /** The `Authorization` header for a request; undefined while the registry has asked for none. */
    async header(repository, access) {
        if (this.#challenge === undefined)
            return undefined;
        if (this.#challenge.scheme === 'basic')
            return this.#credential === undefined ? undefined : basic(this.#credential);
        return `Bearer ${await this.#token(this.#challenge, repository, access)}`;
    }
    /** Learns from a 401. False when the registry names nothing that we could do. Tokens it gave for this scope are forgotten. */
    learn(response, repository, access) {
        const challenge = parseChallenge(response.headers['www-authenticate'] ?? '');
        if (challenge === undefined)
            return false;
        this.#challenge = challenge;
        this.#tokens.delete(scopeOf(repository, access));
        if (access === 'pull')
            this.#tokens.delete(scopeOf(repository, 'pull,push'));
        return challenge.scheme === 'bearer' || this.#credential !== undefined;
    }
    async #token(challenge, repository, access) {
        const now = this.#ports.clock.now();
        const usable = access === 'pull' ? ['pull', 'pull,push'] : ['pull,push'];
        for (const each of usable) {
            const known = this.#tokens.get(scopeOf(repository, each));
            if (known !== undefined && known.until > now)
                return known.value;
        }
        const token = await this.#fetchToken(challenge, scopeOf(repository, access));
        this.#tokens.set(scopeOf(repository, access), token);
        return token.value;
    }
    async #fetchToken(challenge, scope) {
        const url = this.#tokenUrl(challenge, scope);
        const headers = { accept: 'application/json', ...(this.#credential === undefined ? {} : { authorization: basic(this.#credential) }) };
        const response = await (0,host_build/* retryHttp */.l)(this.#ports, () => this.#ports.http.request({ method: 'GET', url: url.href, headers, deadline: 30_000 }));
        if (response.status !== 200)
            throw (0,build/* refuse */.TR)(describeAnswer(response, `sign in to ${this.#host} (${scope})`, url.host));
        const token = readToken(response.body);
        if (token === undefined) {
            const cure = `See whether ${url.origin} is the registry's token server`;
            throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_TOKEN', message: `cannot sign in to ${this.#host}: ${url.host} sent no token`, cure });
        }
        this.#ports.log.mask(token.value);
        return { value: token.value, until: this.#ports.clock.now() + token.seconds * 1000 - margin };
    }
    /** The realm comes from the registry. A password is sent to it only over TLS, or on this machine. */
    #tokenUrl({ realm, service }, scope) {
        const url = URL.canParse(realm) ? new URL(realm) : undefined;
        const local = url !== undefined && /^(?:localhost|127\.[0-9.]+|\[::1\])$/.test(url.hostname);
        if (url === undefined || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))) {
            const cure = 'Use a registry whose token server has TLS';
            throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_REALM', message: `${this.#host} wants the token to be fetched from ${realm}, which is not encrypted`, cure });
        }
        if (service !== '')
            url.searchParams.set('service', service);
        url.searchParams.set('scope', scope);
        return url;
    }
}
function scopeOf(repository, access) {
    return `repository:${repository}:${access}`;
}
function basic({ username, password }) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
/** `token` or `access_token`; without `expires_in` a token lives 60 s (Token Authentication Specification, "Token Response Fields"). */
function readToken(body) {
    try {
        const document = JSON.parse(new TextDecoder().decode(body));
        const value = document?.['token'] ?? document?.['access_token'];
        const seconds = document?.['expires_in'];
        return typeof value === 'string' && value !== '' ? { value, seconds: typeof seconds === 'number' ? seconds : 60 } : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/registry/build/token-guard.js
/** Registries of GitHub itself ("Working with the Container registry", "Working with the Docker registry"). */
const githubRegistries = ['ghcr.io', 'docker.pkg.github.com'];
/** Tokens that GitHub made, by the prefixes it documents ("GitHub's token formats"): the job's own (`ghs_`), people's and applications'. */
const githubToken = /^(?:gh[pousr]_|github_pat_)/;
/**
 * Whether a repository is one of GitHub's by its name, whatever place registries.conf maps the name to: a job's token may write to the
 * whole repository, so no other registry and no token server of one may ever see it.
 * @param serverUrl GITHUB_SERVER_URL: an own GitHub has its registry at `containers.<host>`, or at `docker.<host>` in older versions
 */
function isGithubRegistry({ registry }, serverUrl) {
    const name = registry.toLowerCase();
    if (githubRegistries.includes(name))
        return true;
    const own = serverUrl !== undefined && URL.canParse(serverUrl) ? new URL(serverUrl).host : '';
    return own !== '' && own !== 'github.com' && (name === `containers.${own}` || name === `docker.${own}`);
}
/** What signs in at this place: undefined, which is anonymous access, where the credential is a token of GitHub and the place is not GitHub's. */
function guardCredential({ github }, credential) {
    return credential !== undefined && githubToken.test(credential.password) && !github ? undefined : credential;
}
const said = new WeakMap();
/** The same as `guardCredential`, and says so once for each host when it withholds the token. */
function guardAloud(log, location, credential) {
    const allowed = guardCredential(location, credential);
    const hosts = said.get(log) ?? new Set();
    said.set(log, hosts);
    if (allowed !== credential && !hosts.has(location.host)) {
        hosts.add(location.host);
        log.info(`${location.host} gets no token: this one is GitHub's, and goes to GitHub's registry only; the access is anonymous`);
    }
    return allowed;
}

;// CONCATENATED MODULE: ./packages/registry/build/auth-file.js

/**
 * Runs something with an authfile (containers-auth.json(5)) that only we can read and that is gone afterwards. A secret never stands
 * in argv. Without a grant that may be used there is no file, and the tool uses what the machine is signed in with.
 */
async function withAuthFile(ports, grants, body) {
    if (usable(grants).length === 0)
        return body(undefined);
    const folder = await ports.files.makeTemporary('auth');
    try {
        const file = `${folder}/auth.json`;
        await ports.files.write(file, renderAuthFile(grants), 0o600);
        return await body(file);
    }
    finally {
        await ports.files.remove(folder);
    }
}
/** The content of an authfile, by host. A token of GitHub is left out where the place is not GitHub's. */
function renderAuthFile(grants) {
    const auths = usable(grants).map(({ location, credential: { username, password } }) => {
        return [location.host, { auth: Buffer.from(`${username}:${password}`).toString('base64') }];
    });
    return JSON.stringify({ auths: Object.fromEntries(auths) });
}
function usable(grants) {
    return grants.filter(({ location, credential }) => guardCredential(location, credential) !== undefined);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./packages/registry/build/blob-stream.js





/**
 * Reads a blob as it comes, in constant memory. Where the connection broke it goes on with the bytes that are missing (distribution
 * specification, "Pulling blobs": registries should know ranges), or from the start without what the reader has. The digest is proven when the
 * last byte has been read: whoever reads must not use them before.
 */
function streamBlob(exchange, location, repository, descriptor) {
    const { digest, size } = descriptor;
    const deed = `read the blob ${renderRepository(repository)}@${digest}`;
    const colon = digest.indexOf(':');
    return (0,host_build/* pullFrom */.Wv)(async (give) => {
        const hash = (0,external_node_crypto_.createHash)(digest.slice(0, colon));
        const take = async (bytes) => {
            hash.update(bytes);
            await give(bytes);
        };
        const state = { take, offset: 0 };
        const tooMany = () => {
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, `more bytes came than the ${size} that it has`));
        };
        const response = await exchange.repeat({ deed }, () => {
            const headers = state.offset === 0 ? {} : { range: `bytes=${state.offset}-` };
            const sink = sinkOf(state, descriptor, tooMany);
            return exchange.sendOnce({ method: 'GET', location, path: `blobs/${digest}`, access: 'pull', deed, headers, limit: size + 1, sink });
        });
        if (response.status !== 200 && response.status !== 206)
            throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
        const found = `${digest.slice(0, colon)}:${hash.digest('hex')}`;
        if (state.offset === size && found !== digest)
            throw (0,build/* refuse */.TR)(describeMismatch({ ...repository, digest }, digest, found));
        if (state.offset !== size)
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, `${state.offset} bytes came, and not ${size}`));
    });
}
/** What a part belongs to is judged by its head: bytes of another place would be noticed only at the end. */
function sinkOf(state, { size }, tooMany) {
    return ({ status, headers }) => {
        const [, first] = /^bytes (\d+)-/.exec(headers['content-range'] ?? '') ?? [];
        if (status !== 200 && !(status === 206 && Number(first) === state.offset))
            return undefined;
        let skip = status === 200 ? state.offset : 0;
        return async (bytes) => {
            const fresh = bytes.subarray(Math.min(skip, bytes.length));
            skip -= bytes.length - fresh.length;
            if (state.offset + fresh.length > size)
                tooMany();
            if (fresh.length > 0)
                await state.take(fresh);
            state.offset += fresh.length;
        };
    };
}

;// CONCATENATED MODULE: ./packages/registry/build/blobs.js




async function getBlob(exchange, location, repository, descriptor) {
    const deed = `read the blob ${renderRepository(repository)}@${descriptor.digest}`;
    const response = await exchange.send({ method: 'GET', location, path: `blobs/${descriptor.digest}`, access: 'pull', deed, limit: descriptor.size + 1 });
    if (response.status !== 200)
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const digest = (0,build/* digestOf */.ol)(response.body);
    if (descriptor.digest.startsWith('sha256:') && digest !== descriptor.digest)
        throw (0,build/* refuse */.TR)(describeMismatch({ ...repository, digest: descriptor.digest }, descriptor.digest, digest));
    return response.body;
}
async function headBlob(exchange, location, repository, digest, access = 'pull') {
    const deed = `look for the blob ${renderRepository(repository)}@${digest}`;
    const response = await exchange.send({ method: 'HEAD', location, path: `blobs/${digest}`, access, deed });
    if (response.status === 200)
        return true;
    if (response.status === 404)
        return false;
    throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
}
/**
 * Pushes a blob that is not there yet (distribution specification, "POST then PUT"). The PUT ends an upload session, so a repeated one
 * would meet a session that is gone: when its answer is lost, the blob is looked for, and sent in a new session only if it is not there.
 */
async function putBlob(exchange, location, repository, bytes, mediaType) {
    const digest = (0,build/* digestOf */.ol)(bytes);
    const reference = { ...repository, digest };
    const deed = `push the blob ${renderRepository(repository)}@${digest}`;
    const there = () => headBlob(exchange, location, repository, digest, 'pull,push');
    const descriptor = { mediaType, digest, size: bytes.length };
    if (await there())
        return descriptor;
    const response = await exchange.repeat({ deed }, async (number) => {
        if (number > 1 && (await there()))
            return { status: 201, headers: {}, body: new Uint8Array() };
        const path = withDigest(await startUpload(exchange, location, deed), digest);
        const headers = { 'content-type': 'application/octet-stream' };
        return judgeUpload(await exchange.sendOnce({ method: 'PUT', location, path, access: 'pull,push', deed, headers, body: bytes }), deed);
    });
    if (response.status < 200 || response.status > 204)
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const confirmed = response.headers['docker-content-digest'];
    if (confirmed?.startsWith('sha256:') === true && confirmed !== digest)
        throw (0,build/* refuse */.TR)(describeMismatch(reference, digest, confirmed));
    return descriptor;
}
/** Opens an upload session and gives the address that ends it. */
async function startUpload(exchange, location, deed) {
    const response = await exchange.send({ method: 'POST', location, path: 'blobs/uploads/', access: 'pull,push', deed });
    if (response.status !== 202)
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const base = new URL(`${await exchange.origin(location)}/v2/${location.name}/blobs/uploads/`);
    const given = response.headers['location'] ?? '';
    if (given === '' || !URL.canParse(given, base.href))
        throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'the answer tells no place for the upload'));
    const target = new URL(given, base);
    // A registry that does not know of the TLS in front of it writes http: what was asked for over TLS stays there.
    if (target.hostname === base.hostname && target.protocol !== base.protocol)
        return new URL(`${base.origin}${target.pathname}${target.search}`);
    return target;
}
/** Added as text: parsing the query would write it anew, and it may be signed. */
function withDigest(place, digest) {
    return new URL(`${place.href}${place.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`);
}
/** A session that the registry lost, as one behind a load balancer may, is begun anew like a connection that broke. */
function judgeUpload(response, deed) {
    const lost = response.status === 416 || /^BLOB_UPLOAD_(?:UNKNOWN|INVALID)$/.test(readRegistryError(response.body)?.code ?? '');
    if (lost)
        throw new host_build/* HttpFailure */.HR('reset', true, `the registry lost the upload (${response.status}) while it had to ${deed}`);
    return response;
}

;// CONCATENATED MODULE: ./packages/registry/build/exchange.js






const mostRedirects = 5;
/** Sends calls: signs in when asked to, repeats what is transient, follows redirects of reads without carrying the sign-in elsewhere. */
class Exchange {
    ports;
    #options;
    #signIns = new Map();
    #origins = new Map();
    #traits = new Map();
    constructor(ports, options) {
        this.ports = ports;
        this.#options = options;
    }
    get retry() {
        return this.#options.retry ?? host_build/* standardRetry */.Gv;
    }
    /** What this host has shown so far; the caller writes down what it learns. */
    traits({ host }) {
        const known = this.#traits.get(host) ?? {};
        this.#traits.set(host, known);
        return known;
    }
    /** The registry's answer, whatever its status. Rejects with a Refusal when there is none. */
    async send(call) {
        return this.#describe(call, () => this.#signedIn(call, this.retry));
    }
    /** The same with one try only, for what must not be repeated as it is. Rejects with an HttpFailure when there is no answer. */
    sendOnce(call) {
        return this.#signedIn(call, { ...this.retry, tries: 1 });
    }
    /** Repeats a whole deed while its outcome is transient; `attempt` reconciles before a further try. */
    repeat(call, attempt) {
        return this.#describe(call, () => (0,host_build/* retryHttp */.l)(this.ports, attempt, this.retry));
    }
    /** `https://host`, or with `http:` where the registry has no TLS and needs none. */
    origin(location) {
        const key = keyOf(location);
        const known = this.#origins.get(key) ?? this.#findOrigin(location);
        this.#origins.set(key, known);
        return known;
    }
    async #describe(call, send) {
        try {
            return await send();
        }
        catch (error) {
            if (error instanceof host_build/* HttpFailure */.HR)
                throw (0,build/* refuse */.TR)(describeFailure(error, call.deed), { cause: error });
            throw error;
        }
    }
    async #signedIn(call, policy) {
        const response = await this.#once(call, policy);
        const again = response.status === 401 && this.#signIn(call.location).learn(response, call.location.name, call.access);
        return again ? this.#once(call, policy) : response;
    }
    async #once(call, policy) {
        const { name } = call.location;
        const origin = await this.origin(call.location);
        const url = typeof call.path === 'string' ? `${origin}/v2/${name}/${call.path}` : call.path.href;
        // An upload may go to a storage of another host, which has its own sign-in in the address.
        const ours = new URL(url).origin === new URL(origin).origin;
        const authorization = ours ? await this.#signIn(call.location).header(name, call.access) : undefined;
        const headers = { ...call.headers, ...(authorization === undefined ? {} : { authorization }) };
        const response = await this.#request({ method: call.method, url, headers, ...optional(call) }, policy);
        return call.method === 'GET' || call.method === 'HEAD' ? this.#follow(call, url, headers, response, policy) : response;
    }
    async #follow(call, start, sent, first, policy) {
        let response = first;
        let from = start;
        let headers = sent;
        for (let count = 0; count < mostRedirects && isRedirect(response); count += 1) {
            const target = new URL(response.headers['location'] ?? '', from);
            if (target.origin !== new URL(from).origin)
                headers = withoutAuthorization(headers);
            from = target.href;
            response = await this.#request({ method: call.method, url: from, headers, ...optional(call) }, policy);
        }
        return response;
    }
    #request(request, policy) {
        const deadline = this.#options.deadline ?? 60_000;
        return (0,host_build/* retryHttp */.l)(this.ports, () => this.ports.http.request({ ...request, deadline }), policy);
    }
    #signIn(location) {
        const key = keyOf(location);
        const known = this.#signIns.get(key) ?? new SignIn(this.ports, location.host, guardAloud(this.ports.log, location, this.#options.credential));
        this.#signIns.set(key, known);
        return known;
    }
    /** An insecure registry may have TLS all the same: it is tried first, except on this machine. A password never goes out in the clear. */
    async #findOrigin(location) {
        const { host, insecure } = location;
        // Docker Hub's API has a host of its own.
        const address = host === 'docker.io' ? 'registry-1.docker.io' : host;
        if (isLoopbackRegistry(host))
            return `http://${address}`;
        if (!insecure)
            return `https://${address}`;
        try {
            await this.ports.http.request({ method: 'GET', url: `https://${address}/v2/`, deadline: 10_000 });
            return `https://${address}`;
        }
        catch (error) {
            if (!(error instanceof host_build/* HttpFailure */.HR))
                throw error;
            if (guardAloud(this.ports.log, location, this.#options.credential) === undefined)
                return `http://${address}`;
            const cure = 'Give the registry TLS, or use it without a token';
            throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_PLAIN', message: `${host} has no usable TLS, and a token must not be sent without it`, cure }, { cause: error });
        }
    }
}
/** Two names may be mapped to one host and only one of them be GitHub's: they share no sign-in. */
function keyOf({ host, github }) {
    return `${host} ${github}`;
}
function optional({ body, limit, sink }) {
    return { ...(body === undefined ? {} : { body }), ...(limit === undefined ? {} : { limit }), ...(sink === undefined ? {} : { sink }) };
}
function isRedirect({ status, headers }) {
    return [301, 302, 303, 307, 308].includes(status) && headers['location'] !== undefined;
}
function withoutAuthorization(headers) {
    return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/error.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
function getLineColFromPtr(string, ptr) {
    let lines = string.slice(0, ptr).split(/\r?\n/);
    return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
    let lines = string.split(/\r?\n/);
    let codeblock = '';
    let numberLen = (Math.log10(line + 1) | 0) + 1;
    for (let i = line - 1; i <= line + 1; i++) {
        let l = lines[i - 1];
        if (!l)
            continue;
        codeblock += i.toString().padEnd(numberLen, ' ');
        codeblock += ':  ';
        codeblock += l;
        codeblock += '\n';
        if (i === line) {
            codeblock += ' '.repeat(numberLen + column + 2);
            codeblock += '^\n';
        }
    }
    return codeblock;
}
class TomlError extends Error {
    line;
    column;
    codeblock;
    constructor(message, options) {
        const [line, column] = getLineColFromPtr(options.toml, options.ptr);
        const codeblock = makeCodeBlock(options.toml, line, column);
        super(`Invalid TOML document: ${message}\n\n${codeblock}`, options);
        this.line = line;
        this.column = column;
        this.codeblock = codeblock;
    }
    /** @internal */
    static x(message, ctx, ptr) {
        throw new TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/primitive.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

/** @internal */
function parseString(ctx) {
    let startPtr = ctx.p;
    let c = ctx.s.charCodeAt(ctx.p++);
    let first = c;
    let isLiteral = c === 0x27; /* ' */
    let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
    if (isMultiline) {
        // Trim initial newline
        if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 0xa /* \n */)
            ctx.p++;
        else if (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */)
            ctx.p += 2;
    }
    // For the record: it is not worth it to use a fast-path for literal strings using `indexOf`.
    // Doing a char-by-char iteration ends up dispatching less instructions, for the same wall-clock runtime.
    let parsed = '';
    let sliceStart = ctx.p;
    // states:
    //   0 - decoding
    //   1 - decoding escape
    //   2 - whitespace escape (no newline encountered yet, must fail on non-whitespace)
    //   3 - whitespace escape (newline encountered, allowed to transition back to normal decode)
    let state = 0;
    for (; ctx.p < ctx.s.length; ctx.p++) {
        c = ctx.s.charCodeAt(ctx.p);
        // Deal with newlines first, since that simplifies control character checking and handling across all states
        if (isMultiline && (c === 0xa /* \n */ || (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */))) {
            state = state && 3;
        }
        // Control characters are banned in TOML, so we throw an error if we encounter them
        else if ((c < 0x20 && c !== 0x9 /* \t */) || c === 0x7f) {
            TomlError.x('control characters are not allowed in strings', ctx);
        }
        // The string might terminate while we're parsing through a newline escape.
        // It must have encountered a newline; otherwise, it'll simply fail in another branch.
        else if ((!state || state === 3) && c === first && (!isMultiline || (ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first))) {
            if (isMultiline) {
                // If the string ends with 4-5 quotes, then the first 1-2 are part of the string
                if (ctx.s.charCodeAt(ctx.p + 3) === first)
                    ctx.p++;
                if (ctx.s.charCodeAt(ctx.p + 3) === first)
                    ctx.p++;
            }
            // If we're in a newline escape still, then there's nothing to add.
            if (!state) {
                // Avoid a useless concat operation if the string can be used as-is.
                let s = ctx.s.slice(sliceStart, ctx.p);
                parsed = parsed ? parsed + s : s;
            }
            ctx.p += isMultiline ? 3 : 1;
            return parsed;
        }
        // Baseline state; keep moving forward unless an escape sequence starts
        else if (!state) {
            if (!isLiteral && c === 0x5c /* \ */) {
                parsed += ctx.s.slice(sliceStart, (sliceStart = ctx.p));
                state = 1;
            }
        }
        else if (state === 1) {
            if (c === 0x78 /* x */ || c === 0x75 /* u */ || c === 0x55 /* U */) { // Unicode escape
                let errPtr = ctx.p++ - 1;
                let value = 0;
                let len = c === 0x78 /* x */ ? 2 : c === 0x75 /* u */ ? 4 : 8;
                for (let j = 0; j < len; j++, ctx.p++) {
                    let hex = ctx.s.charCodeAt(ctx.p);
                    let digit = 
                    /* 0-9 */ hex >= 0x30 && hex <= 0x39 ? hex - 0x30 :
                        /* A-F */ hex >= 0x41 && hex <= 0x46 ? hex - 0x41 + 10 :
                            /* a-f */ hex >= 0x61 && hex <= 0x66 ? hex - 0x61 + 10 : -1;
                    if (digit < 0)
                        TomlError.x('invalid non-hex character in unicode escape', ctx);
                    value = (value << 4) | digit;
                }
                // Because JS does bitwise on signed 32bit integers, all 0xfzzzzzzz values are actually seen as negative
                if (value < 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
                    TomlError.x('invalid unicode escape', ctx, errPtr);
                }
                parsed += String.fromCodePoint(value);
                sliceStart = ctx.p--;
                state = 0;
            }
            // Newline escape sequence. We only need to care about spaces and tabs; newlines are dealt with earlier
            else if (isMultiline && (c === 0x20 || c === 0x9 /* \t */)) {
                state = 2;
            }
            // Basic escape sequence
            else {
                if (c === 0x62 /* b */)
                    parsed += '\b';
                else if (c === 0x74 /* t */)
                    parsed += '\t';
                else if (c === 0x6e /* n */)
                    parsed += '\n';
                else if (c === 0x66 /* f */)
                    parsed += '\f';
                else if (c === 0x72 /* r */)
                    parsed += '\r';
                else if (c === 0x65 /* e */)
                    parsed += '\x1b';
                else if (c === 0x22 /* " */)
                    parsed += '"';
                else if (c === 0x5c /* \ */)
                    parsed += '\\';
                else
                    TomlError.x('unrecognised escape sequence', ctx);
                sliceStart = ctx.p + 1;
                state = 0;
            }
        }
        // Newline escape continuation: keep moving forward until the first non-whitespace char
        else if (c !== 0x20 && c !== 0x9 /* \t */) {
            if (state === 2)
                TomlError.x('invalid escape: only line-ending whitespace may be escaped', ctx, sliceStart);
            // State cannot be zero, or we'd have branched earlier already.
            // If it's a backslash, immediately transition to the escape state so it can be processed.
            state = !isLiteral && c === 0x5c /* \ */ ? 1 : 0;
            sliceStart = ctx.p;
        }
    }
    TomlError.x('unfinished string', ctx, startPtr);
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/date.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
let DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
class TomlDate extends Date {
    #hasDate = false;
    #hasTime = false;
    #offset = null;
    constructor(date, fasttype, unsafeDelim) {
        let hasDate = true;
        let hasTime = true;
        let offset = 'Z';
        let c;
        if (typeof date === 'string') {
            if (fasttype)
                prep: {
                    // Date-time
                    if (fasttype < 3) {
                        if (+date.slice(11, 13) > 23) {
                            date = '';
                            break prep;
                        }
                        // Local
                        if (fasttype === 2) {
                            offset = null;
                            date += 'Z';
                        }
                        // Offset; keep track of offset if not Z
                        else if ((c = date.charCodeAt(date.length - 1)) !== 0x5a /* Z */ && c !== 0x7a /* z */) {
                            offset = date.slice(date.length - 6);
                        }
                        if (unsafeDelim)
                            date = date.slice(0, 10) + 'T' + date.slice(11);
                    }
                    // Time
                    else if (fasttype === 4) {
                        date = +date.slice(0, 2) > 23 ? '' : `0000-01-01T${date}Z`;
                    }
                    hasDate = fasttype !== 4;
                    hasTime = fasttype !== 3;
                }
            else {
                let match = date.match(DATE_TIME_RE);
                if (match) {
                    if (!match[1]) {
                        hasDate = false;
                        date = `0000-01-01T${date}`;
                    }
                    hasTime = !!match[2];
                    // Make sure to use T instead of a space. Breaks in case of extreme values otherwise.
                    hasTime && date[10] === ' ' && (date = date.replace(' ', 'T'));
                    // Do not allow rollover hours.
                    if (match[2] && +match[2] > 23) {
                        date = '';
                    }
                    else {
                        offset = match[3] || null;
                        if (!offset && hasTime)
                            date += 'Z';
                    }
                }
                else {
                    date = '';
                }
            }
        }
        super(date);
        if (!isNaN(this.getTime())) {
            this.#hasDate = hasDate;
            this.#hasTime = hasTime;
            this.#offset = offset;
        }
    }
    isDateTime() {
        return this.#hasDate && this.#hasTime;
    }
    isLocal() {
        return !this.#hasDate || !this.#hasTime || !this.#offset;
    }
    isDate() {
        return this.#hasDate && !this.#hasTime;
    }
    isTime() {
        return this.#hasTime && !this.#hasDate;
    }
    isValid() {
        return this.#hasDate || this.#hasTime;
    }
    toISOString() {
        let iso = super.toISOString();
        // Local Date
        if (this.isDate())
            return iso.slice(0, 10);
        // Local Time
        if (this.isTime())
            return iso.slice(11, 23);
        // Local DateTime
        if (this.#offset === null)
            return iso.slice(0, -1);
        // Offset DateTime
        if (this.#offset === 'Z' || this.#offset === 'z')
            return iso;
        // This part is quite annoying: JS strips the original timezone from the ISO string representation
        // Instead of using a "modified" date and "Z", we restore the representation "as authored"
        let offset = (+(this.#offset.slice(1, 3)) * 60) + +(this.#offset.slice(4, 6));
        offset = this.#offset[0] === '-' ? offset : -offset;
        let offsetDate = new Date(this.getTime() - (offset * 60e3));
        return offsetDate.toISOString().slice(0, -1) + this.#offset;
    }
    static wrapAsOffsetDateTime(jsDate, offset = 'Z') {
        let date = new TomlDate(jsDate);
        date.#offset = offset;
        return date;
    }
    static wrapAsLocalDateTime(jsDate) {
        let date = new TomlDate(jsDate);
        date.#offset = null;
        return date;
    }
    static wrapAsLocalDate(jsDate) {
        let date = new TomlDate(jsDate);
        date.#hasTime = false;
        date.#offset = null;
        return date;
    }
    static wrapAsLocalTime(jsDate) {
        let date = new TomlDate(jsDate);
        date.#hasDate = false;
        date.#offset = null;
        return date;
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/extract.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




function isDigit(char, base = 10) {
    return base === 16
        ? (char > 0x2f && char < 0x3a) || (char > 0x40 && char < 0x47) || (char > 0x60 && char < 0x67)
        : (char > 0x2f && char < 0x30 + base);
}
function isEndOfValue(char, delim) {
    // Whitespace -- we're permissive on `\r` for performance; it'll be dealt with later anyway
    return char === 0x20 || char === 0x9 /* \t */ || char === 0xa /* \n */ || char === 0xd /* \r */ ||
        // Structure end or next value delimiter
        (delim && (char === delim || char === 0x2c /* , */)) ||
        // Comment
        char === 0x23; /* # */
}
/** @internal */
function extractValue(ctx, end) {
    let errPtr = ctx.p;
    let c = ctx.s.charCodeAt(ctx.p);
    // Structs
    if (c === 0x5b /* [ */ || c === 0x7b /* { */) {
        ctx.d-- || TomlError.x('document contains excessively nested structures. aborting.', ctx);
        let value = c === 0x5b /* [ */
            ? parseArray(ctx)
            : parseInlineTable(ctx);
        ctx.d++;
        return value;
    }
    // Strings
    if (c === 0x22 /* " */ || c === 0x27 /* ' */) {
        return parseString(ctx);
    }
    // Booleans
    // We can fast-path because the first character is enough to know the only possible value
    if (c === 0x74 /* t */) { // Only possible valid value is `true`
        if (ctx.s.charCodeAt(++ctx.p) !== 0x72 || ctx.s.charCodeAt(++ctx.p) !== 0x75 || ctx.s.charCodeAt(++ctx.p) !== 0x65)
            TomlError.x('invalid value', ctx, errPtr);
        return ctx.p++, true;
    }
    if (c === 0x66 /* f */) { // Only possible valid value is `false`
        if (ctx.s.charCodeAt(++ctx.p) !== 0x61 || ctx.s.charCodeAt(++ctx.p) !== 0x6c || ctx.s.charCodeAt(++ctx.p) !== 0x73 || ctx.s.charCodeAt(++ctx.p) !== 0x65)
            TomlError.x('invalid value', ctx, errPtr);
        return ctx.p++, false;
    }
    if (c === 0x2b /* + */ || c === 0x2d /* - */) {
        return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 0x2c - c, end);
    }
    // Rough heuristic, but `parseDate` falls back to number parsing if it's a false positive.
    // e.g.: `a = 1\n-------------- = 1` would match this heuristic, but gracefully fallback to numbers.
    if (ctx.s.charCodeAt(ctx.p + 4) === 0x2d /* - */ && ctx.s.charCodeAt(ctx.p + 7) === 0x2d /* - */) {
        return parseDate(ctx, c, end);
    }
    // Same logic as above; `parseTime` falls back to number parsing if it's a false positive.
    if (ctx.s.charCodeAt(ctx.p + 2) === 0x3a /* : */) {
        return parseTime(ctx, c, end);
    }
    return parseNumber(ctx, ctx.p, c, 0, end);
}
// State:
// 0: init
// 1: integer
// 2: fractional dot
// 3: fractional
// 4: exponent letter
// 5: exponent
// 6: exponent sign
// 7: exponent with sign
// >9: underscore; see below
//     -> 12: was integer
//     -> 14: was fractional
//     -> 16: was exponent
// states 2-5, 14, 16 are ONLY permitted iif base === 10
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
    let c = startChr;
    let state = 0;
    let hasUnderscores = false;
    // (+/-)inf
    if (c === 0x69 /* i */) {
        if (ctx.s.charCodeAt(++ctx.p) !== 0x6e || ctx.s.charCodeAt(++ctx.p) !== 0x66)
            TomlError.x('invalid value', ctx, startPtr);
        return ctx.p++, (sign || 1) / 0;
    }
    // (+/-)nan
    if (c === 0x6e /* n */) {
        if (ctx.s.charCodeAt(++ctx.p) !== 0x61 || ctx.s.charCodeAt(++ctx.p) !== 0x6e)
            TomlError.x('invalid value', ctx, startPtr);
        return ctx.p++, NaN;
    }
    // Leading zero
    // Only allowed cases: `0<EOV>`, `0.(...)`, `0e(...)`, `0x(...)`, `0b(...)`, `0o(...)`
    // FWIW, `0e(...)` is a stupid case, but it's not banned per-se so we have to parse it
    if (c === 0x30 /* 0 */) {
        if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
            return ctx.bi === true ? 0n : 0; // note: conveniently deals with `-0`
        if (!sign) {
            if (c === 0x78 /* x */)
                return parseIntegerBaseN(ctx, startPtr, 16, endChr);
            else if (c === 0x62 /* b */)
                return parseIntegerBaseN(ctx, startPtr, 2, endChr);
            else if (c === 0x6f /* o */)
                return parseIntegerBaseN(ctx, startPtr, 8, endChr);
        }
        if (c === 0x2e /* . */)
            state = 2;
        else if (c === 0x65 /* e */ || c === 0x45 /* E */)
            state = 4;
        else
            TomlError.x('illegal leading zero', ctx, startPtr);
    }
    // If the 1st char is not a digit by now, then it's not a valid TOML value at all
    else if (!isDigit(c))
        TomlError.x('invalid value', ctx, startPtr);
    while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
        if (!state)
            state = 1; // Detects single-digit numbers we can use a fast parse path for
        // The way the states are numbered is not random: underscores are always permitted in odd-numbered states and
        // never permitted in even-numbered ones.
        if (c === 0x5f /* _ */) {
            if (!(state & 1))
                TomlError.x('illegal underscore', ctx);
            state += 11; // 11 is a marker that makes the state even and greater than 9; see the numbering + rationale above
            hasUnderscores = true;
        }
        // Transition to fractional part.
        else if (state === 1 && c === 0x2e /* . */)
            state = 2;
        // Transition to exponent part.
        else if ((state === 1 || state === 3) && (c === 0x65 /* e */ || c === 0x45 /* E */))
            state = 4;
        // + and - are permitted in state 4 only (handled before entering the function for state 0)
        else if (state === 4 && (c === 0x2b /* + */ || c === 0x2d /* - */)) {
            state = 6;
        }
        // All special cases have been handled; only digits are allowed here
        else if (!isDigit(c))
            TomlError.x(`illegal character in numeric literal`, ctx);
        // Clear state flags
        else if (state > 9)
            state -= 11;
        else if (!(state & 1))
            state++;
    }
    // Single-char number; we can fast-path these very easily.
    if (!state) {
        let val = (startChr - 0x30 /* 0 */) * (sign || 1);
        return ctx.bi === true ? BigInt(val) : val;
    }
    // Even-numbered states absolutely require a digit next; not even end of value is permitted
    if (!(state & 1))
        TomlError.x('unfinished numeric value', ctx, startPtr);
    let str = ctx.s.slice(startPtr, ctx.p);
    if (hasUnderscores)
        str = str.replaceAll('_', ''); // perf: replaceAll 1.25x faster than replace with a regex
    return state > 1
        ? parseFloat(str)
        : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
    let c, underscore = 1;
    while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
        if (c === 0x5f /* _ */) {
            if (underscore & 1)
                TomlError.x('illegal underscore', ctx);
            underscore = 3;
        }
        // We only need to check if the number is a valid digit, nothing else is permitted
        else if (!isDigit(c, base))
            TomlError.x(`illegal character in numeric literal`, ctx);
        // Clear underscore flag
        else if (underscore & 1)
            underscore--;
    }
    // Trailing underscore is not allowed
    if (underscore & 1)
        TomlError.x('unfinished numeric value', ctx);
    let str = ctx.s.slice(startPtr + 2, ctx.p);
    if (underscore)
        str = str.replaceAll('_', ''); // perf: replaceAll 1.25x faster than replace with a regex
    return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
    if (ctx.bi !== true)
        int: {
            let val = parseInt(str, base);
            if (!Number.isSafeInteger(val)) {
                if (ctx.bi)
                    break int;
                TomlError.x('integer value cannot be represented losslessly', ctx, startPtr);
            }
            return val;
        }
    return base === 10 ? BigInt(str) : BigInt((base === 2 ? '0b' : base === 8 ? '0o' : '0x') + str);
}
function parseDate(ctx, c, endChr) {
    let startPtr = ctx.p++, unsafeSeparator;
    if (!isDigit(c) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++)) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++)) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++))) {
        return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
    }
    ctx.p += 5;
    if (!isDigit(ctx.s.charCodeAt(ctx.p++)))
        TomlError.x('invalid date-time: date part is malformed', ctx, startPtr);
    if (ctx.p >= ctx.s.length || (((c = ctx.s.charCodeAt(ctx.p)) !== 0x20 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 0x54 /* T */ && c !== 0x74 /* t */)) {
        let t = ctx.s.slice(startPtr, ctx.p);
        return readDate(ctx, t, 3, false, startPtr);
    }
    if (ctx.s.charCodeAt(ctx.p += 3) !== 0x3a /* : */)
        TomlError.x('invalid date-time: time part is malformed', ctx, startPtr);
    if (ctx.s.charCodeAt(ctx.p += 3) === 0x3a /* : */)
        ctx.p += 3;
    if (ctx.s.charCodeAt(ctx.p) === 0x2e /* . */)
        while (isDigit(ctx.s.charCodeAt(++ctx.p)))
            ;
    if (c = ctx.s.charCodeAt(ctx.p)) {
        if (c === 0x5a /* Z */ || c === 0x7a /* z */) {
            let t = ctx.s.slice(startPtr, ++ctx.p);
            return readDate(ctx, t, 1, unsafeSeparator, startPtr, '[+00:00]');
        }
        if (c === 0x2b /* + */ || c === 0x2d /* - */) {
            // Temporal's ZonedDateTime is weird asf when it comes to dealing with traditional offsets...
            // It's 1.2x faster to allocate a new string to pass to ZDT than use Instant.toZonedDateTimeISO
            let t = ctx.s.slice(startPtr, ctx.p += 6);
            return readDate(ctx, t, 1, unsafeSeparator, startPtr, !ctx.ld && ('[' + ctx.s.slice(ctx.p - 6, ctx.p) + ']'));
        }
    }
    let t = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
    let start = ctx.p;
    if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) {
        return parseNumber(ctx, --ctx.p, c, 0, endChr);
    }
    if (ctx.s.charCodeAt(ctx.p += 4) === 0x3a /* : */)
        ctx.p += 3;
    if (ctx.s.charCodeAt(ctx.p) === 0x2e /* . */)
        while (isDigit(ctx.s.charCodeAt(++ctx.p)))
            ;
    let t = ctx.s.slice(start, ctx.p);
    return readDate(ctx, t, 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
    if (ctx.ld) {
        let date = new TomlDate(str, type, unsafeDelim);
        if (!date.isValid())
            TomlError.x('invalid date', ctx, errPtr);
        return date;
    }
    try {
        if (temporalSuffix)
            str += temporalSuffix;
        switch (type) {
            case 1: return Temporal.ZonedDateTime.from(str);
            case 2: return Temporal.PlainDateTime.from(str);
            case 3: return Temporal.PlainDate.from(str);
            case 4: return Temporal.PlainTime.from(str);
        }
    }
    catch (e) {
        TomlError.x(e instanceof Error ? e.message : '' + e, ctx, errPtr);
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/util.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

/** @internal */
function skipComment(ctx) {
    for (; ctx.p < ctx.s.length; ctx.p++) {
        let c = ctx.s.charCodeAt(ctx.p);
        if (c === 0xa /* \n */)
            break;
        if (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */) {
            ctx.p++;
            break;
        }
        if ((c < 0x20 && c !== 0x9 /* \t */) || c === 0x7f) {
            TomlError.x('control characters are not allowed in comments', ctx);
        }
    }
}
/** @internal */
function skipVoid(ctx, banNewLines, banComments) {
    let c;
    while (ctx.p < ctx.s.length) {
        while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 0x20 ||
            c === 0x9 /* \t */ ||
            (!banNewLines &&
                (c === 0xa /* \n */ || (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */)))))
            ctx.p++;
        if (banComments || c !== 0x23 /* # */)
            break;
        skipComment(ctx);
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/struct.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




/** @internal */
function parseKey(ctx, end = 0x3d /* = */) {
    // States:
    // 0: before first char
    // 1: parsing bare key
    // 2: after key component
    let startPtr;
    let state = 0;
    let parsed = [];
    let sliceStart;
    let c = ctx.s.charCodeAt(startPtr = ctx.p);
    do {
        // End of key
        if (c === end) {
            if (!state)
                TomlError.x('unexpected end of key', ctx);
            if (state === 1)
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
            return ctx.p++, parsed;
        }
        // Dotted key separator
        else if (c === 0x2e /* . */) {
            if (!state)
                TomlError.x('illegal empty bare key', ctx);
            if (state === 1)
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
            state = 0;
        }
        // Quoted key
        else if (!state && (c === 0x22 /* " */ || c === 0x27 /* ' */)) {
            if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2))
                TomlError.x('illegal quoted key: multiline strings are not allowed', ctx);
            parsed.push(parseString(ctx));
            state = 2;
            ctx.p--;
        }
        // Whitespace; no-op in state 0 and 2, end of bare key in state 1
        else if (c === 0x20 || c === 0x9 /* \t */) {
            if (state === 1) {
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
                state = 2;
            }
        }
        // If state is post-key, no character is allowed; otherwise ensure it's a bare-key component
        else if (state === 2 || (c < 0x30 && c !== 0x2d /* - */) || (c > 0x39 && c < 0x41) || (c > 0x5a && c < 0x61 && c !== 0x5f /* _ */) || c > 0x7a) {
            TomlError.x('illegal character in key', ctx);
        }
        // Illegal character
        else if (!state) {
            state = 1;
            sliceStart = ctx.p;
        }
    } while (c = ctx.s.charCodeAt(++ctx.p));
    TomlError.x('incomplete key-value: cannot find end of key', ctx, startPtr);
}
/** @internal */
function parseInlineTable(ctx) {
    let startPtr = ctx.p++;
    let res = Object.create(null);
    let seen = new Set();
    let c;
    while (ctx.p < ctx.s.length) {
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p)) === 0x7d /* } */) {
            ctx.p++;
            return res;
        }
        let k;
        let t = res;
        let hasOwn = false;
        let errPtr = ctx.p;
        let key = parseKey(ctx);
        for (let i = 0; i < key.length; i++) {
            if (i)
                t = hasOwn ? t[k] : (t[k] = Object.create(null));
            k = key[i];
            if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== 'object' || seen.has(t[k]))) {
                TomlError.x('trying to redefine an already defined value', ctx, errPtr);
            }
            let unsafe = k === '__proto__';
            if (ctx.uk && (unsafe || k === 'constructor')) {
                t = ctx.uk !== 1 && TomlError.x('document contains an unsafe property', ctx, errPtr);
                break;
            }
            if (!hasOwn && unsafe) {
                Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
            }
        }
        if (hasOwn) {
            TomlError.x('trying to redefine an already defined value', ctx, errPtr);
        }
        skipVoid(ctx, true, true);
        let value = extractValue(ctx, 0x7d /* } */);
        if (t && typeof (t[k] = value) === 'object')
            seen.add(value);
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p++)) === 0x7d /* } */) {
            return res;
        }
        if (c !== 0x2c /* , */)
            TomlError.x('expected comma or end of structure', ctx, ctx.p - 1);
    }
    TomlError.x('unfinished table', ctx, startPtr);
}
/** @internal */
function parseArray(ctx) {
    let startPtr = ctx.p++;
    let res = [];
    let c;
    while (ctx.p < ctx.s.length) {
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p)) === 0x5d /* ] */) {
            ctx.p++;
            return res;
        }
        res.push(extractValue(ctx, 0x5d /* ] */));
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p++)) === 0x5d /* ] */) {
            return res;
        }
        if (c !== 0x2c /* , */)
            TomlError.x('expected comma or end of structure', ctx, ctx.p - 1);
    }
    TomlError.x('unfinished array', ctx, startPtr);
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/parse.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




function peekTable(ctx, key, table, meta, type) {
    let t = table;
    let m = meta;
    let k;
    let hasOwn = false;
    let state;
    for (let i = 0; i < key.length; i++) {
        if (i) {
            t = hasOwn ? t[k] : (t[k] = Object.create(null));
            m = (state = m[k]).c;
            if (type === 0 /* Type.DOTTED */ && (state.t === 1 /* Type.EXPLICIT */ || state.t === 2 /* Type.ARRAY */)) {
                return null;
            }
            if (state.t === 2 /* Type.ARRAY */) {
                let l = t.length - 1;
                t = t[l];
                m = m[l].c;
            }
        }
        k = key[i];
        if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 /* Type.DOTTED */ && m[k]?.d) {
            return null;
        }
        if (!hasOwn) {
            let unsafe = k === '__proto__';
            if (ctx.uk && (unsafe || k === 'constructor'))
                return false;
            if (unsafe) {
                Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
                Object.defineProperty(m, k, { enumerable: true, configurable: true, writable: true });
            }
            m[k] = {
                t: i < key.length - 1 && type === 2 /* Type.ARRAY */
                    ? 3 /* Type.ARRAY_DOTTED */ : type,
                d: false,
                i: 0,
                c: Object.create(null),
            };
        }
    }
    state = m[k];
    if (state.t !== type && !(type === 1 /* Type.EXPLICIT */ && state.t === 3 /* Type.ARRAY_DOTTED */)) {
        // Bad key type!
        return null;
    }
    if (type === 2 /* Type.ARRAY */) {
        if (!state.d) {
            state.d = true;
            t[k] = [];
        }
        t[k].push(t = Object.create(null));
        state.c[state.i++] = (state = { t: 1 /* Type.EXPLICIT */, d: false, i: 0, c: Object.create(null) });
    }
    if (state.d) {
        // Redefining a table!
        return null;
    }
    state.d = true;
    if (type === 1 /* Type.EXPLICIT */) {
        t = hasOwn ? t[k] : (t[k] = Object.create(null));
    }
    else if (type === 0 /* Type.DOTTED */ && hasOwn) {
        return null;
    }
    return [k, t, state.c];
}
function validateTablePeek(ctx, peek, ptr) {
    if (peek === null || ctx.uk === 2)
        TomlError.x(peek === null
            ? 'trying to redefine an already defined table or value'
            : 'document contains an unsafe property', ctx, ptr);
}
function parse(toml, options = {}) {
    let ctx = {
        s: toml,
        p: 0,
        d: options.maxDepth ?? 1000,
        bi: options.integersAsBigInt ?? false,
        ld: options.useLegacyDate ?? true,
        uk: options.unsafeKeyBehaviour === 'throw' ? 2 : options.unsafeKeyBehaviour === 'drop' ? 1 : 0,
    };
    let res = Object.create(null);
    let meta = Object.create(null);
    let tmp;
    let skipping = false;
    let tbl = res;
    let m = meta;
    // BOM is allowed, skip.
    // JS is UTF-16, so we have to check for the UTF-16 BOM instead of the UTF-8 BOM sequence!
    if (toml.charCodeAt(0) === 0xfeff)
        ctx.p++;
    skipVoid(ctx);
    while (ctx.p < toml.length) {
        if (toml.charCodeAt(ctx.p) === 0x5b /* [ */) {
            let isTableArray = toml.charCodeAt(++ctx.p) === 0x5b; /* [ */
            tmp = ctx.p += +isTableArray;
            skipping = false;
            let k = parseKey(ctx, 0x5d /* ] */);
            if (isTableArray) {
                if (toml.charCodeAt(ctx.p) !== 0x5d /* ] */) {
                    TomlError.x('expected end of table array declaration', ctx);
                }
                ctx.p++;
            }
            let p = peekTable(ctx, k, res, meta, isTableArray ? 2 /* Type.ARRAY */ : 1 /* Type.EXPLICIT */);
            if (!p) {
                validateTablePeek(ctx, p, tmp);
                skipping = true;
            }
            else {
                m = p[2];
                tbl = p[1];
            }
        }
        else {
            tmp = ctx.p;
            let k = parseKey(ctx);
            let p = peekTable(ctx, k, tbl, m, 0 /* Type.DOTTED */);
            if (!p && !skipping)
                validateTablePeek(ctx, p, tmp);
            skipVoid(ctx, true, true);
            let v = extractValue(ctx, void 0);
            if (p && !skipping)
                p[1][p[0]] = v;
        }
        skipVoid(ctx, true);
        if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 0xa /* \n */ && (tmp !== 0xd /* \r */ || toml.charCodeAt(ctx.p + 1) !== 0xa /* \n */)) {
            TomlError.x('each key-value declaration must be followed by an end-of-line', ctx);
        }
        skipVoid(ctx);
    }
    return res;
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/stringify.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
let BARE_KEY = /^[a-z0-9-_]+$/i;
let HAS_WELLFORMED = !!(''.isWellFormed);
function extendedTypeOf(obj) {
    let type = typeof obj;
    if (type === 'object') {
        if (Array.isArray(obj))
            return 'array';
        if (typeof obj.getUTCDate === 'function' && obj instanceof Date)
            return 'date';
        if (globalThis.Temporal) {
            if (obj.until) {
                if (obj instanceof Temporal.ZonedDateTime)
                    return 'temporal/tz+uc';
                if (obj instanceof Temporal.PlainDateTime || obj instanceof Temporal.PlainDate)
                    return 'temporal/uc';
                if (obj instanceof Temporal.PlainTime || obj instanceof Temporal.Instant)
                    return 'temporal';
                if (obj instanceof Temporal.PlainYearMonth)
                    return 'temporal/x';
            }
            else if ((obj.toPlainDate && obj instanceof Temporal.PlainMonthDay) ||
                (obj.negated && obj instanceof Temporal.Duration)) {
                return 'temporal/x';
            }
        }
    }
    return type;
}
function isArrayOfTables(obj) {
    for (let i = 0; i < obj.length; i++) {
        if (extendedTypeOf(obj[i]) !== 'object')
            return false;
    }
    return obj.length != 0;
}
function formatWellFormedStringUnchecked(s) {
    return JSON.stringify(s).replaceAll('\x7f', '\\u007f');
}
function formatString(s) {
    return formatWellFormedStringUnchecked(HAS_WELLFORMED ? s.toWellFormed() : s);
}
function formatKey(s) {
    if (BARE_KEY.test(s))
        return s;
    if (HAS_WELLFORMED && !s.isWellFormed())
        throw new RangeError('key contains illegal lone surrogates');
    return formatWellFormedStringUnchecked(s);
}
function stringifyValue(val, type, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    switch (type) {
        // @ts-expect-error -- intentional fallthrough case
        case 'number':
            if (isNaN(val))
                return 'nan';
            if (val === Infinity)
                return 'inf';
            if (val === -Infinity)
                return '-inf';
            if (Number.isInteger(val) && (numberAsFloat || !Number.isSafeInteger(val)))
                return val.toFixed(1);
        case 'bigint':
        case 'boolean':
        case 'temporal':
            return val.toString();
        case 'string':
            return formatString(val);
        case 'date':
            if (isNaN(val.getTime()))
                throw new TypeError('cannot serialize invalid date');
            return val.toISOString();
        case 'object':
            return stringifyInlineTable(val, depth, numberAsFloat, strictTemporal);
        case 'array':
            return stringifyArray(val, depth, numberAsFloat, strictTemporal);
        // @ts-expect-error -- intentional fallthrough case
        case 'temporal/tz+uc':
            if (strictTemporal) {
                let tz = val.timeZoneId;
                let tzc = tz.charCodeAt(0);
                if (
                // Classic offset
                tzc !== 0x2b /* + */ && tzc !== 0x2d /* - */ &&
                    (
                    // Fast pre-check pass; see below for the actually accepted values
                    (tzc !== 0x55 /* U */ && tzc !== 0x47 /* G */ && tzc !== 0x5a /* Z */ && tzc !== 0x45 /* E */) ||
                        (
                        // UTC and its aliases; Temporal implementations don't all canonicalise unfortunately
                        tz !== 'UTC' && tz !== 'UCT' && tz !== 'Universal' && tz !== 'Zulu' &&
                            // GMT is a TZ but it's for all intents and purposes equivalent to UTC. Safe to downgrade.
                            !tz.startsWith('GMT') && tz !== 'Greenwich' &&
                            // Etc/* are all safe to downgrade to offset (either UTC, GMT, or offset)
                            !tz.startsWith('Etc/')))) {
                    throw new TypeError('Temporal objects with an IANA timezone are not allowed in Temporal strict mode');
                }
            }
        case 'temporal/uc':
            if (strictTemporal && val.calendarId !== 'iso8601')
                throw new TypeError('Temporal objects with a non-default calendar are not allowed in Temporal strict mode');
            return val.toString({
                calendarName: 'never',
                timeZoneName: 'never',
            });
        case 'temporal/x':
            throw new TypeError('Unsupported ' + val[Symbol.toStringTag]);
    }
}
function stringifyInlineTable(obj, depth, numberAsFloat, strictTemporal) {
    let keys = Object.keys(obj);
    if (keys.length === 0)
        return '{}';
    let res = '{ ';
    for (let i = 0; i < keys.length; i++) {
        let k = keys[i];
        if (i)
            res += ', ';
        res += formatKey(k) + ' = ' + stringifyValue(obj[k], extendedTypeOf(obj[k]), depth - 1, numberAsFloat, strictTemporal);
    }
    return res + ' }';
}
function stringifyArray(array, depth, numberAsFloat, strictTemporal) {
    if (array.length === 0)
        return '[]';
    let res = '[ ';
    for (let i = 0; i < array.length; i++) {
        if (i)
            res += ', ';
        if (array[i] === null || array[i] === void 0) {
            throw new TypeError('arrays cannot contain null or undefined values');
        }
        res += stringifyValue(array[i], extendedTypeOf(array[i]), depth - 1, numberAsFloat, strictTemporal);
    }
    return res + ' ]';
}
function stringifyArrayTable(array, key, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    let res = '';
    for (let i = 0; i < array.length; i++) {
        res += `${res && '\n'}[[${key}]]\n`;
        res += stringifyTable(0, array[i], key, depth, numberAsFloat, strictTemporal);
    }
    return res;
}
function stringifyTable(tableKey, obj, prefix, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    let preamble = '';
    let tables = '';
    let keys = Object.keys(obj);
    for (let i = 0; i < keys.length; i++) {
        let k = keys[i];
        if (obj[k] !== null && obj[k] !== void 0) {
            let type = extendedTypeOf(obj[k]);
            if (type === 'symbol' || type === 'function') {
                throw new TypeError(`cannot serialize values of type '${type}'`);
            }
            let key = formatKey(k);
            if (type === 'array' && isArrayOfTables(obj[k])) {
                tables += (tables && '\n') + stringifyArrayTable(obj[k], prefix ? `${prefix}.${key}` : key, depth - 1, numberAsFloat, strictTemporal);
            }
            else if (type === 'object') {
                let tblKey = prefix ? `${prefix}.${key}` : key;
                tables += (tables && '\n') + stringifyTable(tblKey, obj[k], tblKey, depth - 1, numberAsFloat, strictTemporal);
            }
            else {
                preamble += key;
                preamble += ' = ';
                preamble += stringifyValue(obj[k], type, depth, numberAsFloat, strictTemporal);
                preamble += '\n';
            }
        }
    }
    if (tableKey && (preamble || !tables)) // Create table only if necessary
        preamble = preamble ? `[${tableKey}]\n${preamble}` : `[${tableKey}]`;
    return preamble && tables
        ? `${preamble}\n${tables}`
        : preamble || tables;
}
function stringify(obj, { maxDepth = 1000, numbersAsFloat = false, strictTemporal = false } = {}) {
    if (extendedTypeOf(obj) !== 'object') {
        throw new TypeError('stringify can only be called with an object');
    }
    let str = stringifyTable(0, obj, '', maxDepth, numbersAsFloat, strictTemporal);
    if (str[str.length - 1] !== '\n')
        return str + '\n';
    return str;
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/index.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */





/** @deprecated use `import * as ... from 'smol-toml'` instead */
/* harmony default export */ const dist = ({ parse: parse, stringify: stringify, TomlDate: TomlDate, TomlError: TomlError });

;// CONCATENATED MODULE: ./packages/registry/build/location.js




/**
 * Reads version 2 of containers-registries.conf(5). Only the `[[registry]]` tables matter here; short names are never guessed, so
 * `unqualified-search-registries` has no meaning.
 */
function parseRegistriesConf(text, file = 'registries.conf') {
    let document;
    try {
        document = parse(text);
    }
    catch (cause) {
        return { ok: false, error: [location_bad(file, `is no TOML: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`)] };
    }
    if (document['registries'] !== undefined)
        return { ok: false, error: [location_bad(file, 'is written in the old version 1, with [registries.…] tables')] };
    const tables = document['registry'] ?? [];
    if (!Array.isArray(tables))
        return { ok: false, error: [location_bad(file, 'has a "registry" that is no list of [[registry]] tables')] };
    const parsed = tables.map((table, position) => parseRule(table, file, position + 1));
    const problems = parsed.flatMap((result) => (result.ok ? [] : [result.error]));
    return problems.length > 0 ? { ok: false, error: problems } : (0,build.ok)(parsed.flatMap((result) => (result.ok ? [result.value] : [])));
}
function parseRule(table, file, position) {
    const text = (name) => String(table[name] ?? '').replace(/\/+$/, '');
    const location = text('location');
    const prefix = text('prefix') === '' ? location : text('prefix');
    if (prefix === '')
        return (0,build/* err */._q)(location_bad(file, `has a [[registry]] (number ${position}) without prefix and location`));
    if (location === '' && !prefix.startsWith('*.'))
        return (0,build/* err */._q)(location_bad(file, `has a [[registry]] for ${prefix} without a location`));
    const mirror = table['mirror'];
    const mirrors = Array.isArray(mirror) ? mirror.length : 0;
    return (0,build.ok)({ prefix, location, insecure: table['insecure'] === true, blocked: table['blocked'] === true, mirrors });
}
function location_bad(file, what) {
    const cure = 'Write [[registry]] tables with prefix and location, as containers-registries.conf(5) shows';
    return { code: 'E_REGISTRY_CONF', message: `${file} ${what}`, cure, at: { file } };
}
/**
 * Finds where a repository lives: the rule with the longest prefix decides (containers-registries.conf(5), "Remapping and mirroring").
 * The manual remaps pulls only. Here it also remaps pushes, because what was pushed has to be found again under the same name;
 * skopeo is therefore always given the resolved address.
 * @param serverUrl GITHUB_SERVER_URL, which names an own GitHub's registry
 */
function locate(rules, repository, serverUrl) {
    const full = renderRepository(repository);
    const github = isGithubRegistry(repository, serverUrl);
    const fitting = rules.map((rule) => ({ rule, length: matchLength(full, rule.prefix) })).filter(({ length }) => length > 0);
    const best = fitting.sort((one, other) => other.rule.prefix.length - one.rule.prefix.length)[0];
    if (best === undefined)
        return (0,build.ok)({ host: repository.registry, name: repository.name, insecure: isLoopbackRegistry(repository.registry), github });
    if (best.rule.blocked) {
        return (0,build/* err */._q)({ code: 'E_REGISTRY_BLOCKED', message: `${full} is blocked by the rule for ${best.rule.prefix}`, cure: 'Change the registries.conf' });
    }
    const moved = best.rule.location === '' ? full : best.rule.location + full.slice(best.length);
    const slash = moved.indexOf('/');
    if (slash === -1)
        return (0,build/* err */._q)({ code: 'E_REGISTRY_CONF', message: `the location of ${full} names no repository`, cure: 'Write a prefix that ends before the name' });
    const host = moved.slice(0, slash);
    return (0,build.ok)({ host, name: moved.slice(slash + 1), insecure: best.rule.insecure || isLoopbackRegistry(host), github });
}
/** How many characters of the name the prefix covers; it has to end where a component ends. */
function matchLength(full, prefix) {
    if (prefix.startsWith('*.')) {
        const host = full.slice(0, full.indexOf('/'));
        return host.replace(/:[0-9]+$/, '').endsWith(prefix.slice(1)) ? host.length : 0;
    }
    return full === prefix || full.startsWith(`${prefix}/`) ? prefix.length : 0;
}

;// CONCATENATED MODULE: ./packages/registry/build/manifests.js



const accept = { accept: manifestTypes.join(', ') };
function wanted(reference) {
    const found = reference.digest ?? reference.tag;
    if (found !== undefined)
        return found;
    throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_REFERENCE', message: `${renderReference(reference)} names neither a tag nor a digest`, cure: 'Add one' });
}
async function getManifest(exchange, location, reference) {
    const deed = `read ${renderReference(reference)}`;
    const path = `manifests/${wanted(reference)}`;
    const response = await exchange.send({ method: 'GET', location, path, access: 'pull', deed, headers: accept, limit: 8 * 1024 * 1024 });
    if (isAbsent(response))
        return undefined;
    if (response.status !== 200 || isWebPage(response))
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const type = response.headers['content-type']?.split(';')[0]?.trim();
    const served = type === undefined || type === '' || type === 'application/json' ? undefined : type;
    const parsed = manifest_parseManifest(response.body, served);
    if (!parsed.ok)
        throw (0,build/* refuse */.TR)({ ...parsed.error, message: `${renderReference(reference)}: ${parsed.error.message}` });
    const announced = response.headers['docker-content-digest'];
    for (const expected of [reference.digest, announced]) {
        if (expected?.startsWith('sha256:') === true && expected !== parsed.value.digest)
            throw (0,build/* refuse */.TR)(describeMismatch(reference, expected, parsed.value.digest));
    }
    return parsed.value;
}
async function headManifest(exchange, location, reference) {
    const deed = `look for ${renderReference(reference)}`;
    const response = await exchange.send({ method: 'HEAD', location, path: `manifests/${wanted(reference)}`, access: 'pull', deed, headers: accept });
    if (response.status === 404)
        return undefined;
    if (response.status !== 200 || isWebPage(response))
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const announced = response.headers['docker-content-digest'] ?? '';
    if (reference.digest !== undefined && announced === '')
        return reference.digest;
    // The header is optional in the specification: without it the bytes themselves have to say.
    return (0,build/* isDigest */.Bc)(announced) ? announced : (await getManifest(exchange, location, reference))?.digest;
}
async function putManifest(exchange, location, reference, manifest) {
    if (reference.digest !== undefined && reference.digest !== manifest.digest)
        throw (0,build/* refuse */.TR)(describeMismatch(reference, reference.digest, manifest.digest));
    const at = reference.tag ?? wanted(reference);
    const response = await sendManifest(exchange, location, reference, { at, manifest });
    checkWritten(response, location, reference, manifest);
    return response;
}
/** A PUT of the bytes at a tag or digest, and its answer, whatever it says. `query` begins with `?`. */
function sendManifest(exchange, location, reference, { at, query = '', manifest }) {
    const headers = { 'content-type': manifest.mediaType };
    const deed = `write ${renderReference(reference)}`;
    return exchange.send({ method: 'PUT', location, path: `manifests/${at}${query}`, access: 'pull,push', deed, headers, body: manifest.bytes });
}
/** Refuses when the registry did not confirm a write, or confirmed other bytes. */
function checkWritten(response, { host }, reference, manifest) {
    if (response.status !== 201 && response.status !== 200)
        throw (0,build/* refuse */.TR)(describeAnswer(response, `write ${renderReference(reference)}`, host));
    const confirmed = response.headers['docker-content-digest'];
    if (confirmed?.startsWith('sha256:') === true && confirmed !== manifest.digest)
        throw (0,build/* refuse */.TR)(describeMismatch(reference, manifest.digest, confirmed));
}

;// CONCATENATED MODULE: ./packages/registry/build/put-tags.js

/** What the specification asks a registry to take at least ("SHOULD support pushing at least 10 tags per request"). */
const mostTogether = 10;
/**
 * Makes tags name a manifest, in this order, with as few PUTs as can be had safely: a tag counts as written only by a PUT of its own, or
 * when the registry lists it in `OCI-Tag` (distribution specification, end-7b: `PUT manifests/<digest>?tag=a&tag=b`).
 *
 * Most registries answer 201 to that and create no tag, so it is tried only where it is likely: where a tag's own PUT was answered with
 * `OCI-Tag`, or where the host has shown that it keeps referrers itself. To send the query along with the first tag's own PUT would
 * tell without a request more, but the specification allows it with a digest only, and the registries that know it refuse it (400).
 */
async function putTags(exchange, location, repository, manifest, tags) {
    const traits = exchange.traits(location);
    let left = [...new Set(tags)];
    while (left.length > 0) {
        if (left.length > 1 && (traits.tagQuery ?? traits.referrers === 'api')) {
            const written = await putTogether(exchange, location, repository, manifest, left.slice(0, mostTogether));
            traits.tagQuery = written.size > 0;
            left = left.filter((tag) => !written.has(tag));
            continue;
        }
        const [tag, ...rest] = left;
        const response = await putManifest(exchange, location, { ...repository, tag }, manifest);
        if (readTags(response).has(tag))
            traits.tagQuery ??= true;
        left = rest;
    }
}
/** The tags that the registry acknowledged. A registry that does not understand the request has written nothing. */
async function putTogether(exchange, location, repository, manifest, tags) {
    const query = `?${tags.map((tag) => `tag=${encodeURIComponent(tag)}`).join('&')}`;
    const reference = { ...repository, digest: manifest.digest };
    const response = await sendManifest(exchange, location, reference, { at: manifest.digest, query, manifest });
    if (isNotUnderstood(response))
        return new Set();
    checkWritten(response, location, reference, manifest);
    const listed = readTags(response);
    return new Set(tags.filter((tag) => listed.has(tag)));
}
/** Also 414 and 431, for too many tags. What is wrong with the manifest itself, the PUT of the first tag says again. */
function isNotUnderstood({ status }) {
    return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
}
/** One list, over several headers or with commas. */
function readTags({ headers }) {
    const listed = (headers['oci-tag'] ?? '').split(',').map((tag) => tag.trim());
    return new Set(listed.filter((tag) => tag !== ''));
}

;// CONCATENATED MODULE: ./packages/registry/build/pages.js


/**
 * The answers of a paged list, one after the other (distribution specification, "Listing Tags": `Link: </v2/…>; rel="next"`, RFC 8288).
 * Ends after the first answer that is not 200, which the caller judges. Refuses pages that go round in a circle.
 */
async function* readPages(exchange, { location, path, query, deed, headers }) {
    const seen = new Set();
    for (let next = query; next !== undefined;) {
        if (seen.has(next))
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'its pages go round in a circle'));
        seen.add(next);
        const at = next === '' ? path : `${path}?${next}`;
        const response = await exchange.send({
            method: 'GET',
            location,
            path: at,
            access: 'pull',
            deed,
            ...(headers === undefined ? {} : { headers }),
        });
        yield response;
        next = response.status === 200 ? nextQuery(response.headers['link']) : undefined;
    }
}
function nextQuery(link) {
    const target = /<([^>]+)>\s*;[^,]*rel="?next"?/i.exec(link ?? '')?.[1];
    return target === undefined ? undefined : target.slice(target.indexOf('?') + 1);
}

;// CONCATENATED MODULE: ./packages/registry/build/referrers.js






/**
 * What refers to a digest (distribution specification, "Listing Referrers"), of one artifact type or of all. Where the registry does not
 * have that API, the index under the referrers tag is read instead; what is no index there counts as nothing, as the specification says.
 */
async function readReferrers(exchange, location, repository, subject, artifactType) {
    const found = (await readFromApi(exchange, location, repository, subject, artifactType)) ?? (await readFromTag(exchange, location, repository, subject));
    // The registry may ignore the filter (it says so by leaving out OCI-Filters-Applied), and a tag has none.
    return artifactType === undefined ? found : found.filter((descriptor) => descriptor.artifactType === artifactType);
}
/** Undefined where there is no such API. */
async function readFromApi(exchange, location, repository, subject, artifactType) {
    const traits = exchange.traits(location);
    if (traits.referrers === 'tag')
        return undefined;
    const deed = `list what refers to ${renderReference({ ...repository, digest: subject })}`;
    const query = artifactType === undefined ? '' : `artifactType=${encodeURIComponent(artifactType)}`;
    const found = [];
    for await (const response of readPages(exchange, { location, path: `referrers/${subject}`, query, deed, headers: { accept: media_types_mediaTypes.index } })) {
        if (isMissingApi(response)) {
            // A repository that is not there says nothing about the registry.
            if (readRegistryError(response.body)?.code !== 'NAME_UNKNOWN')
                traits.referrers = 'tag';
            return undefined;
        }
        if (response.status !== 200)
            throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
        const page = manifest_parseManifest(response.body, media_types_mediaTypes.index);
        if (!page.ok || page.value.kind !== 'index')
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'the answer is no list of referrers'));
        traits.referrers = 'api';
        found.push(...page.value.manifests);
    }
    return found;
}
/** The specification says 404. Registries that do not know the route also answer 400, 405 or 406, or with a page of their website. */
function isMissingApi(response) {
    return [400, 404, 405, 406, 501].includes(response.status) || (response.status === 200 && isWebPage(response));
}
async function readFromTag(exchange, location, repository, subject) {
    const manifest = await getManifest(exchange, location, { ...repository, tag: referrersTag(subject) });
    return manifest?.kind === 'index' ? manifest.manifests : [];
}
/**
 * Attaches an artifact to its subject: blobs, then the manifest by its digest, and the referrers tag where the registry did not answer
 * with `OCI-Subject` ("Pushing Manifests with Subject"). The same arguments make the same artifact, which is attached once.
 */
async function pushReferrer(exchange, location, repository, { layer, ...artifact }) {
    const { manifest, blobs } = buildArtifact({ ...artifact, layers: [layer] });
    for (const { bytes, descriptor } of blobs)
        await putBlob(exchange, location, repository, bytes, descriptor.mediaType);
    const response = await putManifest(exchange, location, { ...repository, digest: manifest.digest }, manifest);
    const traits = exchange.traits(location);
    if (response.headers['oci-subject'] === artifact.subject.digest)
        traits.referrers = 'api';
    else
        await enterIntoTag(exchange, location, repository, artifact.subject.digest, manifest);
    return describeReferrer(manifest);
}
/** The entry of an artifact in a list of referrers: it repeats type and annotations. */
function describeReferrer({ mediaType, digest, bytes, artifactType, config, annotations }) {
    const more = Object.keys(annotations).length === 0 ? {} : { annotations };
    return { mediaType, digest, size: bytes.length, artifactType: artifactType ?? config.mediaType, ...more };
}
const mostRounds = 10;
/** Milliseconds after a write until it is looked at: somebody who had read the list before may overwrite it within this time. */
const settling = 250;
/**
 * Adds an entry to the index under the referrers tag. No registry compares before it swaps, so a write may be overwritten by somebody who
 * read the list at the same time: the list is read again until the entry is in it. Two that meet wait differently long.
 * A registry that looks for what an index names refuses a list with an entry that a clean-up of untagged manifests took: such entries,
 * which refer to nothing any more, are left out then. Otherwise nothing could be attached to this subject ever again.
 */
async function enterIntoTag(exchange, location, repository, subject, artifact) {
    const reference = { ...repository, tag: referrersTag(subject) };
    const own = 1 + Number.parseInt(artifact.digest.slice(-2), 16) / 256;
    let gone = new Set();
    for (let round = 0; round < mostRounds; round += 1) {
        const list = await getManifest(exchange, location, reference);
        if (list !== undefined && list.kind !== 'index')
            throw (0,build/* refuse */.TR)(describeForeignTag(reference));
        if (list?.manifests.some(({ digest }) => digest === artifact.digest) === true)
            return;
        const longer = appendEntry(list, describeReferrer(artifact), gone);
        const response = await sendManifest(exchange, location, reference, { at: reference.tag, manifest: longer });
        const known = gone.size;
        if (list !== undefined && isContentMissing(response))
            gone = new Set([...gone, ...(await findGone(exchange, location, repository, list))]);
        if (gone.size > known)
            continue;
        checkWritten(response, location, reference, longer);
        await exchange.ports.clock.sleep(Math.round(settling * own * 2 ** Math.min(round, 4)));
    }
    const message = `the list of what refers to ${subject} (${renderReference(reference)}) was overwritten ${mostRounds} times`;
    const cure = 'Give the jobs that sign or describe this image one concurrency group, and run the job again';
    throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_RACE', message, cure });
}
function isContentMissing({ status, body }) {
    return status >= 400 && status < 500 && /^(?:MANIFEST_BLOB_UNKNOWN|MANIFEST_UNKNOWN|BLOB_UNKNOWN)$/.test(readRegistryError(body)?.code ?? '');
}
async function findGone(exchange, location, repository, list) {
    const gone = [];
    for (const { digest } of list.manifests)
        if ((await headManifest(exchange, location, { ...repository, digest })) === undefined)
            gone.push(digest);
    return gone;
}
/** The list with one entry more, without those that are gone; the others are kept as they were written. */
function appendEntry(list, entry, gone) {
    const before = list === undefined ? { schemaVersion: 2, mediaType: media_types_mediaTypes.index } : JSON.parse(new TextDecoder().decode(list.bytes));
    const entries = 'manifests' in before ? before.manifests : [];
    if (!Array.isArray(entries))
        throw new build/* Defect */.kl('an index that was parsed before has no list');
    const kept = entries.filter((each) => !gone.has(each.digest));
    const bytes = new TextEncoder().encode(JSON.stringify({ ...before, manifests: [...kept, entry] }));
    return { mediaType: list?.mediaType ?? media_types_mediaTypes.index, digest: (0,build/* digestOf */.ol)(bytes), bytes };
}
function describeForeignTag(reference) {
    const message = `${renderReference(reference)} is no list of referrers, but an image`;
    return { code: 'E_REGISTRY_REFERRERS', message, cure: 'Delete this tag: its name is reserved for what refers to an image' };
}

;// CONCATENATED MODULE: ./packages/registry/build/tags.js




/** All tags of a repository; one that is not there has none. */
async function listTags(exchange, location, repository) {
    const deed = `list the tags of ${renderRepository(repository)}`;
    const tags = [];
    for await (const response of readPages(exchange, { location, path: 'tags/list', query: 'n=1000', deed })) {
        if (isAbsent(response))
            return [];
        if (response.status !== 200 || isWebPage(response))
            throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
        const page = readTagPage(response.body);
        if (page === undefined)
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'the answer is no list of tags'));
        tags.push(...page);
    }
    return tags;
}
function readTagPage(body) {
    try {
        const { tags } = JSON.parse(new TextDecoder().decode(body));
        // A repository whose last tag was deleted says null.
        if (tags === null || tags === undefined)
            return [];
        return Array.isArray(tags) ? tags.map(String) : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/registry/build/client.js










/** Opens the client as the job says: CONTAINERS_REGISTRIES_CONF is read where it is set. */
async function openRegistry(ports, credential) {
    const file = ports.job.variable('CONTAINERS_REGISTRIES_CONF');
    const { serverUrl } = ports.job;
    if (file === undefined || file === '')
        return createRegistry(ports, { credential, serverUrl });
    const rules = (0,build/* unwrap */.oA)(parseRegistriesConf(await readConf(ports, file), file));
    const ignored = rules.filter((rule) => rule.mirrors > 0).map((rule) => rule.prefix);
    if (ignored.length > 0)
        ports.log.info(`${file}: the mirrors of ${ignored.join(', ')} are not used, only locations are`);
    return createRegistry(ports, { rules, credential, serverUrl });
}
async function readConf(ports, file) {
    try {
        return await ports.files.readText(file);
    }
    catch (cause) {
        const cure = 'Name a file that is there, or unset the variable';
        throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_CONF', message: `CONTAINERS_REGISTRIES_CONF names ${file}, which cannot be read`, cure }, { cause });
    }
}
function createRegistry(ports, options = {}) {
    const exchange = new Exchange(ports, options);
    const at = (repository) => (0,build/* unwrap */.oA)(locate(options.rules ?? [], repository, options.serverUrl));
    const readBlob = (repository, descriptor) => getBlob(exchange, at(repository), repository, descriptor);
    const inTurn = createTurns();
    return {
        readManifest: (reference) => getManifest(exchange, at(reference), reference),
        readDigest: (reference) => headManifest(exchange, at(reference), reference),
        putManifest: async (reference, manifest) => void (await putManifest(exchange, at(reference), reference, manifest)),
        putTags: (repository, manifest, tags) => putTags(exchange, at(repository), repository, manifest, tags),
        listTags: (repository) => listTags(exchange, at(repository), repository),
        readBlob,
        streamBlob: (repository, descriptor) => streamBlob(exchange, at(repository), repository, descriptor),
        hasBlob: (repository, digest) => headBlob(exchange, at(repository), repository, digest),
        putBlob: (repository, bytes, mediaType) => putBlob(exchange, at(repository), repository, bytes, mediaType),
        readConfig: async (repository, manifest) => (0,build/* unwrap */.oA)(config_parseConfig(await readBlob(repository, manifest.config))),
        readReferrers: (repository, subject, artifactType) => readReferrers(exchange, at(repository), repository, subject, artifactType),
        // Two of ours that describe one subject at once would only overwrite each other's entries.
        pushReferrer: (repository, artifact) => {
            const place = renderReference({ ...repository, tag: referrersTag(artifact.subject.digest) });
            return inTurn(place, () => pushReferrer(exchange, at(repository), repository, artifact));
        },
        locate: at,
    };
}
/** Deeds at one place run one after the other; those at others at once. */
function createTurns() {
    const last = new Map();
    return (place, deed) => {
        const before = last.get(place) ?? Promise.resolve();
        const turn = before.then(deed, deed);
        last.set(place, turn);
        return turn;
    };
}

;// CONCATENATED MODULE: ./packages/registry/build/skopeo.js





/**
 * Copies an image with all its platforms and unchanged digests. skopeo moves the blobs; what it calls an error is classified here,
 * because its own `--retry-times` does not repeat a 500, 502 or 503. Rejects with a Refusal.
 */
async function copyImage(ports, registry, request) {
    const grants = [...grantOf(ports, registry, request.from, request.fromCredential), ...grantOf(ports, registry, request.to, request.toCredential)];
    await withAuthFile(ports, grants, async (authFile) => {
        const args = skopeoCopyArgs({ from: request.from, to: request.to, locate: (repository) => registry.locate(repository), authFile });
        for (let number = 1;; number += 1) {
            const result = await ports.exec.run('skopeo', args, { deadline: request.deadline ?? 20 * 60_000 });
            if (result.code === 0)
                return;
            const { transient, problem } = classifySkopeo(result, `copy ${renderPlace(request.from)} to ${renderPlace(request.to)}`);
            if (!transient || number >= host_build/* standardRetry */.Gv.tries)
                throw (0,build/* refuse */.TR)(problem);
            const wait = host_build/* standardRetry */.Gv.wait * 2 ** (number - 1);
            ports.log.info(`${problem.message}; try ${number + 1} of ${host_build/* standardRetry */.Gv.tries} in ${(wait / 1000).toFixed(1)} s`);
            await ports.clock.sleep(wait);
        }
    });
}
function grantOf(ports, registry, place, credential) {
    if (place.kind !== 'repository')
        return [];
    const location = registry.locate(place.repository);
    const allowed = guardAloud(ports.log, location, credential);
    return allowed === undefined ? [] : [{ location, credential: allowed }];
}
/** The arguments of one copy. Addresses are resolved here: skopeo follows registries.conf for sources only, or not at all. */
function skopeoCopyArgs(copy) {
    const insecure = (place) => place.kind === 'repository' && copy.locate(place.repository).insecure;
    return [
        'copy',
        '--all',
        // An archive has no digest yet that could be kept.
        ...(copy.from.kind === 'docker-archive' ? [] : ['--preserve-digests']),
        ...(copy.authFile === undefined ? [] : ['--authfile', copy.authFile]),
        ...(insecure(copy.from) ? ['--src-tls-verify=false'] : []),
        ...(insecure(copy.to) ? ['--dest-tls-verify=false'] : []),
        addressOf(copy.from, copy.locate),
        addressOf(copy.to, copy.locate),
    ];
}
function addressOf(place, resolve) {
    if (place.kind === 'layout')
        return `oci:${place.folder}`;
    if (place.kind === 'docker-archive')
        return `docker-archive:${place.file}`;
    const { host, name } = resolve(place.repository);
    return `docker://${host}/${name}${place.at.includes(':') ? '@' : ':'}${place.at}`;
}
function renderPlace(place) {
    if (place.kind !== 'repository')
        return place.kind === 'layout' ? place.folder : place.file;
    return `${place.repository.registry}/${place.repository.name}${place.at.includes(':') ? '@' : ':'}${place.at}`;
}
const lasting = [
    [/unauthorized|authentication required/i, 'E_REGISTRY_UNAUTHORIZED', 'Give a username and a token that the registry knows'],
    [/denied|forbidden|\b403\b/i, 'E_REGISTRY_DENIED', 'Grant the job "packages: write", and give the repository access in the package settings'],
    [/manifest unknown|name unknown|not found/i, 'E_REGISTRY_NOT_FOUND', 'See whether the image is there under this name'],
    [/x509|certificate/i, 'E_REGISTRY_TLS', "See whether the registry's certificate is valid"],
    [/no such host/i, 'E_REGISTRY_UNREACHABLE', "See whether the registry's name is right"],
    [/no space left/i, 'E_REGISTRY_SPACE', 'Make room on the disk of the runner or of the registry'],
    [
        /[Dd]igest.*(?:did not match|mismatch)|would change the manifest/i,
        'E_REGISTRY_DIGEST',
        'The image changed on the way: do not use it, and run the job again',
    ],
];
/** Says what skopeo's failure means, and whether another try may end otherwise. */
function classifySkopeo(result, deed) {
    const last = result.stderr.trim().split('\n').at(-1) ?? '';
    const said = /msg="((?:[^"\\]|\\.)*)"/.exec(last)?.[1]?.replaceAll('\\"', '"') ?? last;
    if (result.code === 127) {
        const cure = 'Install it: apt-get install skopeo, dnf install skopeo, or brew install skopeo';
        return { transient: false, problem: { code: 'E_REGISTRY_SKOPEO', message: `cannot ${deed}: skopeo is not installed`, cure } };
    }
    if (result.ended) {
        const cure = 'See whether the registry is slow, and run the job again';
        return { transient: false, problem: { code: 'E_REGISTRY_UNREACHABLE', message: `cannot ${deed}: skopeo did not end in time`, cure } };
    }
    const message = `cannot ${deed}: ${said}`;
    if (isPassingMessage(said)) {
        const cure = 'The registry or the network has a fault and every try met it: run the job again later';
        return { transient: true, problem: { code: 'E_REGISTRY_UNAVAILABLE', message, cure } };
    }
    const [, code, cure] = lasting.find(([pattern]) => pattern.test(said)) ?? [/./, 'E_REGISTRY_SKOPEO', 'See what skopeo says'];
    return { transient: false, problem: { code, message, cure } };
}

;// CONCATENATED MODULE: ./packages/registry/build/index.js






;// CONCATENATED MODULE: ./actions/skopeo-promote/build/perform.js



/**
 * Copies the image where it has to, moves the tags one by one, and then asks the registry what each of them names. A tag that fails
 * does not keep the others from moving: a repeated run finds those done. Rejects only before the first tag has moved.
 */
async function performMoves(hop, plan, ends, ports) {
    const due = plan.moves.filter(({ deed }) => deed !== 'leave');
    if (hop.copies && due.length > 0)
        await copy(hop, plan.manifest.digest, ends, ports);
    const failures = new Map();
    for (const move of due) {
        const written = await attempt(() => ends.target.putManifest({ ...hop.target, tag: move.tag }, plan.manifest));
        if (!written.ok)
            failures.set(move, written.error);
    }
    const outcomes = [];
    for (const move of plan.moves)
        outcomes.push(await compare(hop, move, plan.manifest.digest, failures.get(move) ?? [], ends.target));
    return outcomes;
}
async function copy({ source, target }, digest, ends, ports) {
    const from = { kind: 'repository', repository: source, at: digest };
    const to = { kind: 'repository', repository: target, at: digest };
    ports.log.info(`copy ${renderRepository(source)}@${digest} to ${renderRepository(target)}`);
    await copyImage(ports, ends.target, { from, to, fromCredential: ends.sourceCredential, toCredential: ends.targetCredential });
}
/** What the tag names now decides: a write whose answer was lost has moved it all the same. */
async function compare({ target }, move, digest, failed, registry) {
    const reference = { ...target, tag: move.tag };
    const read = await attempt(() => registry.readDigest(reference));
    if (!read.ok)
        return { ...move, after: undefined, problems: [...failed, ...read.error] };
    const after = read.value;
    if (after === digest)
        return { ...move, after, problems: [] };
    if (failed.length > 0)
        return { ...move, after, problems: failed };
    const message = `${renderReference(reference)} should be ${digest} now, but is ${after ?? 'not there'}`;
    const cure = 'See what else moves this tag, and give both jobs the same concurrency group';
    return { ...move, after, problems: [{ code: 'E_PROMOTE_COMPARE', message, cure }] };
}
async function attempt(deed) {
    try {
        return (0,build.ok)(await deed());
    }
    catch (error) {
        if (error instanceof build/* Refusal */.P_)
            return (0,build/* err */._q)(error.problems);
        throw error;
    }
}
/** Every problem; of several tags led by one that says which moved and which did not. Nothing when all of them are right. */
function reportFailures(hop, digest, outcomes) {
    const problems = outcomes.flatMap((outcome) => outcome.problems);
    if (problems.length === 0 || outcomes.length === 1)
        return problems;
    const named = (fits) => outcomes.flatMap((one) => (fits(one) ? [one.tag] : [])).join(', ') || 'none';
    const failed = named((one) => one.problems.length > 0);
    const moved = named((one) => one.problems.length === 0 && one.deed !== 'leave');
    const left = named((one) => one.problems.length === 0 && one.deed === 'leave');
    const message = `not every tag of ${renderRepository(hop.target)} is ${digest}: failed: ${failed}; moved: ${moved}; was so before: ${left}`;
    return [{ code: 'E_PROMOTE_INCOMPLETE', message, cure: 'Cure the other problems and run the job again: it moves what is missing' }, ...problems];
}

;// CONCATENATED MODULE: ./actions/skopeo-promote/build/plan.js


/** Reads the hop from the inputs, or says everything that is wrong with them. */
function planHop({ image, from, to, target }) {
    const origin = parseRepository(image);
    const start = parseStart(from);
    const other = target === undefined ? origin : parseRepository(target);
    const found = [...problemOf(origin, 'image'), ...problemOf(start, 'from'), ...(target === undefined ? [] : problemOf(other, 'target'))];
    if (!origin.ok || !start.ok || !other.ok)
        return (0,build/* err */._q)(found);
    const copies = !isSameRepository(origin.value, other.value);
    const { tag } = start.value;
    if (!copies && tag !== undefined && to.includes(tag)) {
        const message = `${tag} would be promoted to itself`;
        return (0,build/* err */._q)([{ code: 'E_PROMOTE_SELF', message, cure: 'Name only tags that come after it', at: { input: 'to' } }]);
    }
    return (0,build.ok)({ source: { ...origin.value, ...start.value }, target: other.value, tags: [...new Set(to)], copies });
}
function parseStart(from) {
    if (from.startsWith('sha256:')) {
        const digest = (0,build/* parseDigest */.m)(from);
        return digest.ok ? (0,build.ok)({ digest: digest.value }) : digest;
    }
    const tag = (0,build/* parseTag */.ED)(from);
    return tag.ok ? (0,build.ok)({ tag: tag.value }) : tag;
}
function problemOf(result, input) {
    return result.ok ? [] : [{ ...result.error, at: { input } }];
}
/** Decides for each tag, or refuses the whole hop: absent, another digest than was expected, other platforms than were declared. */
function planMoves({ hop, manifest, expected, platforms, named }) {
    const name = renderReference(hop.source);
    if (manifest === undefined) {
        const cure = 'Push it first, or correct `image` and `from`; a registry also answers so where the token may not read';
        return (0,build/* err */._q)([{ code: 'E_PROMOTE_ABSENT', message: `${name} is not there`, cure, at: { input: 'from' } }]);
    }
    const found = [...checkDigest(manifest.digest, expected, hop), ...(platforms === undefined ? [] : checkPlatforms(name, manifest, platforms))];
    if (found.length > 0)
        return (0,build/* err */._q)(found);
    return (0,build.ok)({ manifest, moves: hop.tags.map((tag) => decide(tag, named.get(tag), manifest.digest)) });
}
function decide(tag, before, digest) {
    if (before === undefined)
        return { tag, deed: 'create', before };
    return { tag, deed: before === digest ? 'leave' : 'move', before };
}
function checkDigest(found, expected, { source }) {
    if (expected === undefined || expected === found)
        return [];
    const message = `${renderReference(source)} is ${found}, not ${expected}`;
    const cure = `To promote what was tested, write from: ${expected}; to promote what is there now, test it and write digest: ${found}`;
    return [{ code: 'E_PROMOTE_DIGEST', message, cure, at: { input: 'digest' } }];
}
function checkPlatforms(name, manifest, declared) {
    const bad = (message, cure) => ({ code: 'E_PROMOTE_PLATFORMS', message, cure, at: { input: 'platforms' } });
    if (manifest.kind === 'image') {
        return [bad(`${name} is a single image, not an index over ${declared.join(', ')}`, 'Push the whole index: skopeo copy leaves it behind without --all')];
    }
    // BuildKit marks its attestations so; their platform is unknown/unknown.
    const images = manifest.manifests.filter(({ annotations }) => annotations?.['vnd.docker.reference.type'] !== 'attestation-manifest');
    const held = images.map(({ platform }) => platform);
    const missing = [...new Set(declared)].filter((platform) => !held.includes(platform));
    const foreign = images.filter(({ platform }) => platform === undefined || !declared.includes(platform));
    const doubled = new Set(held.filter((platform, position) => platform !== undefined && held.indexOf(platform) !== position));
    return [
        ...missing.map((platform) => bad(`${name} holds no image for ${platform}`, `Build ${platform} and push the index again`)),
        ...foreign.map(({ platform, digest }) => bad(`${name} holds ${digest} for ${platform ?? 'no known platform'}`, 'Declare the platform, or do not push it')),
        ...[...doubled].map((platform) => bad(`${name} holds several images for ${platform}`, 'Push an index that holds one image for each platform')),
        ...(declared.length === 0 ? [bad('declares no platform', 'Name the platforms, or leave the input out')] : []),
    ];
}
/** The plan as lines of a log. */
function renderPlan({ target }, { manifest, moves }) {
    return moves.map(({ tag, deed, before }) => {
        const name = `${renderRepository(target)}:${tag}`;
        if (deed === 'leave')
            return `leave ${name}: it is ${manifest.digest} already`;
        return deed === 'create' ? `create ${name} as ${manifest.digest}` : `move ${name} from ${before} to ${manifest.digest}`;
    });
}

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

;// CONCATENATED MODULE: ./packages/report/build/mermaid.js
const styles = 'classDef good fill:#dafbe1,stroke:#1a7f37,color:#1f2328\nclassDef bad fill:#ffebe9,stroke:#cf222e,color:#1f2328\nclassDef idle fill:#f6f8fa,stroke:#8c959f,color:#1f2328';
/** A left-to-right mermaid flowchart in a fenced block, as step summaries draw it. Labels may hold any text. */
function renderGraph(nodes, edges) {
    const names = new Map(nodes.map((node, index) => [node.id, `n${index}`]));
    const boxes = nodes.map((node) => `${names.get(node.id)}["${escapeLabel(node.label)}"]:::${node.state ?? 'idle'}`);
    const arrows = edges.flatMap(({ from, to, label }) => {
        const [start, end] = [names.get(from), names.get(to)];
        if (start === undefined || end === undefined)
            return [];
        return [label === undefined ? `${start} --> ${end}` : `${start} -->|"${escapeLabel(label)}"| ${end}`];
    });
    return ['```mermaid', 'flowchart LR', ...boxes, ...arrows, styles, '```'].join('\n');
}
/** Mermaid reads `#quot;` and numeric codes in quoted labels (Mermaid, "Entity codes to escape characters"). */
function escapeLabel(text) {
    return text.replace(/[#"<>&`[\]{}|]/g, (character) => `#${character.codePointAt(0)};`).replace(/\r?\n/g, '<br/>');
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





;// CONCATENATED MODULE: ./actions/skopeo-promote/build/summary.js


const deeds = { create: 'new', move: 'moved', leave: 'was so before' };
/** The step's summary: what each tag named before and names now, and the hop as a graph. Without outcomes it is a plan. */
function renderSummary(hop, digest, moves, outcomes) {
    const start = { id: 'from', label: hop.copies ? renderReference(hop.source) : (hop.source.tag ?? digest), state: 'good' };
    const cell = (value, otherwise) => (value === undefined ? otherwise : renderCode(value));
    const rows = moves.map(({ tag, before }, position) => {
        const after = outcomes === undefined ? digest : outcomes[position]?.after;
        return [renderCode(tag), cell(before, 'none'), cell(after, 'not known')];
    });
    const nodes = moves.map(({ tag }, position) => {
        const problems = outcomes?.[position]?.problems;
        const state = problems === undefined ? 'idle' : problems.length === 0 ? 'good' : 'bad';
        return { id: `to ${tag}`, label: hop.copies ? renderReference({ ...hop.target, tag }) : tag, state };
    });
    const edges = moves.map(({ tag, deed }, position) => {
        const failed = (outcomes?.[position]?.problems ?? []).length > 0;
        return { from: 'from', to: `to ${tag}`, label: failed ? 'failed' : outcomes === undefined ? deed : deeds[deed] };
    });
    const parts = [
        `### ${renderRepository(hop.target)}${outcomes === undefined ? ': a plan, nothing was moved' : ''}`,
        `${renderCode(renderReference(hop.source))} is ${renderCode(digest)}`,
        renderTable(['tag', 'before', outcomes === undefined ? 'planned' : 'after'], rows),
        renderGraph([start, ...nodes], edges),
    ];
    return parts.join('\n\n');
}

;// CONCATENATED MODULE: ./actions/skopeo-promote/build/run.js






async function run(inputs, ports) {
    const hop = (0,build/* unwrap */.oA)(planHop(inputs));
    const ends = await openEnds(hop, inputs, ports);
    const plan = (0,build/* unwrap */.oA)(planMoves(await gatherFacts(hop, ends, inputs)));
    for (const line of renderPlan(hop, plan))
        ports.log.info(line);
    const { digest } = plan.manifest;
    const repository = renderRepository(hop.target);
    const previous = JSON.stringify(Object.fromEntries(plan.moves.map(({ tag, before }) => [tag, before ?? ''])));
    if (inputs['dry-run']) {
        ports.summary.add(renderSummary(hop, digest, plan.moves));
        return { repository, digest, previous, moved: 'false' };
    }
    const outcomes = await performMoves(hop, plan, ends, ports);
    announce(repository, outcomes, ports);
    ports.summary.add(renderSummary(hop, digest, plan.moves, outcomes));
    const failures = reportFailures(hop, digest, outcomes);
    if (failures.length > 0)
        throw new build/* Refusal */.P_(failures);
    ports.log.info(`next: use ${repository}@${digest}, or promote it on with from: ${digest}`);
    return { repository, digest, previous, moved: String(outcomes.some(({ deed }) => deed !== 'leave')) };
}
/** The token goes to the host of the tags that move; an image on another host is read without one. */
async function openEnds(hop, { username, token }, ports) {
    const targetCredential = { username, password: token };
    const target = await openRegistry(ports, targetCredential);
    if (target.locate(hop.source).host === target.locate(hop.target).host)
        return { source: target, target, sourceCredential: targetCredential, targetCredential };
    return { source: await openRegistry(ports), target, sourceCredential: undefined, targetCredential };
}
async function gatherFacts(hop, { source, target }, { digest, platforms }) {
    const manifest = await source.readManifest(hop.source);
    const named = new Map();
    for (const tag of hop.tags)
        named.set(tag, await target.readDigest({ ...hop.target, tag }));
    return { hop, manifest, expected: digest, platforms, named };
}
function announce(repository, outcomes, ports) {
    for (const { tag, deed, after, problems } of outcomes) {
        if (deed !== 'leave' && problems.length === 0)
            ports.log.notice(`promoted ${repository}:${tag} → ${after}`);
    }
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

/***/ 511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  HR: () => (/* reexport */ HttpFailure),
  Wv: () => (/* reexport */ pullFrom),
  l: () => (/* reexport */ retryHttp),
  Gv: () => (/* reexport */ standardRetry),
  ni: () => (/* reexport */ start)
});

// UNUSED EXPORTS: checkOutputs, createClock, createExec, createFiles, createHttp, fetchArtifacts, isTransient, missingArtifact, readInputs, readJob, recordName, retryAfter, takeArtifact

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
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
    const folders = (0,external_node_path_namespaceObject.isAbsolute)(command) ? [''] : (context.env.PATH ?? '').split(external_node_path_namespaceObject.delimiter);
    const endings = context.windows ? ['', '.exe', '.cmd', '.bat'] : [''];
    for (const folder of folders) {
        for (const ending of endings) {
            const path = (0,external_node_path_namespaceObject.join)(folder, command + ending);
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
        for (let folder = kind === 'directory' ? path : (0,external_node_path_namespaceObject.dirname)(path); !folders.has(folder); folder = (0,external_node_path_namespaceObject.dirname)(folder)) {
            folders.set(folder, existing === 'fixed' || !(0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(to, folder)));
        }
        const place = (0,external_node_path_namespaceObject.join)(to, path);
        (0,external_node_fs_namespaceObject.mkdirSync)(kind === 'directory' ? place : (0,external_node_path_namespaceObject.dirname)(place), { recursive: true });
        if (kind === 'link') {
            (0,external_node_fs_namespaceObject.symlinkSync)(content, place);
            (0,external_node_fs_namespaceObject.lutimesSync)(place, fixedTime, fixedTime);
        }
        else if (kind === 'file') {
            (0,external_node_fs_namespaceObject.copyFileSync)((0,external_node_path_namespaceObject.join)(from, path), place, external_node_fs_namespaceObject.constants.COPYFILE_FICLONE);
            (0,external_node_fs_namespaceObject.chmodSync)(place, executable ? 0o755 : 0o644);
            (0,external_node_fs_namespaceObject.utimesSync)(place, fixedTime, fixedTime);
        }
    }
    // Deepest first, because every write in a folder changes its time.
    const own = [...folders].filter(([, fixed]) => fixed).map(([folder]) => folder);
    for (const folder of own.sort((a, b) => b.length - a.length)) {
        (0,external_node_fs_namespaceObject.chmodSync)((0,external_node_path_namespaceObject.join)(to, folder), 0o755);
        (0,external_node_fs_namespaceObject.utimesSync)((0,external_node_path_namespaceObject.join)(to, folder), fixedTime, fixedTime);
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
        for (const name of (0,external_node_fs_namespaceObject.readdirSync)((0,external_node_path_namespaceObject.join)(folder, prefix))) {
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
    const found = (0,external_node_fs_namespaceObject.lstatSync)((0,external_node_path_namespaceObject.join)(folder, path), { throwIfNoEntry: false });
    // A name that is no UTF-8 comes out with another character in its place, under which there is nothing.
    if (found === undefined)
        return path.includes('\ufffd') ? { path, kind: 'other', executable: false } : undefined;
    if (found.isFile())
        return { path, kind: 'file', executable: (found.mode & 0o100) !== 0 };
    if (found.isSymbolicLink())
        return { path, kind: 'link', executable: false, target: (0,external_node_fs_namespaceObject.readlinkSync)((0,external_node_path_namespaceObject.join)(folder, path)) };
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
        digests.set(path, await digestOne((0,external_node_path_namespaceObject.join)(folder, path), buffer, pause));
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
    const at = (path) => (0,external_node_path_namespaceObject.resolve)(context.workspace, path);
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
            return (0,promises_namespaceObject.mkdtemp)((0,external_node_path_namespaceObject.join)(context.temp, `${prefix}-`));
        },
        copy: async (from, to) => {
            await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(at(to)), { recursive: true });
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
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(path), { recursive: true });
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
    const absolute = patterns.map((pattern) => (pattern.startsWith('!') ? `!${(0,external_node_path_namespaceObject.resolve)(workspace, pattern.slice(1))}` : (0,external_node_path_namespaceObject.resolve)(workspace, pattern)));
    // Loaded when it is needed: it takes longer to load than to verify a binary.
    const { create } = await __nccwpck_require__.e(/* import() */ 412).then(__nccwpck_require__.bind(__nccwpck_require__, 6412));
    const globber = await create(absolute.join('\n'), { matchDirectories: false, followSymbolicLinks: false });
    const found = await globber.glob();
    return found.map((path) => (0,external_node_path_namespaceObject.relative)(workspace, path).split(external_node_path_namespaceObject.sep).join('/')).sort(bytewise);
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
class HttpFailure extends Error {
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
        throw new HttpFailure('name', false, `${request.url} is neither http nor https`);
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
            throw new HttpFailure('too-large', true, `the answer to ${method} ${url} is longer than ${largest} bytes`);
        if (take === undefined)
            chunks.push(bytes);
        else
            await take(bytes);
    }
    const announced = incoming.headers['content-length'];
    if (announced !== undefined && method !== 'HEAD' && incoming.statusCode !== 304 && Number(announced) !== size) {
        throw new HttpFailure('truncated', true, `the answer to ${method} ${url} ended after ${size} of ${announced} bytes`);
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
    if (error instanceof HttpFailure)
        return error;
    const code = errorCode(error);
    const byCode = { ECONNREFUSED: 'refused', ENOTFOUND: 'name', EAI_AGAIN: 'name' };
    const why = reason ?? byCode[code] ?? (/^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code) ? 'tls' : 'reset');
    const { host } = new URL(request.url);
    return new HttpFailure(why, sent && why !== 'refused' && why !== 'name', `${request.method} to ${host} failed (${why}${code === '' ? '' : `, ${code}`})`, {
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

;// CONCATENATED MODULE: ./packages/host/build/pull.js
class ReaderGone extends Error {
    name = 'ReaderGone';
}
/**
 * Turns a producer that hands bytes out into something that can be read: each piece waits until the one before has been used, so that no more
 * than one is held. What the producer throws is thrown to the reader; a reader that stops early makes the producer's next `take` reject.
 */
async function* pullFrom(produce) {
    let next = createTurn();
    let gone = false;
    let release;
    const take = (bytes) => {
        if (gone)
            return Promise.reject(new ReaderGone('nobody reads any more'));
        return new Promise((resolve, reject) => next.offer({ bytes, used: (error) => (error === undefined ? resolve() : reject(error)) }));
    };
    const ended = produce(take).then(() => next.offer(undefined), (error) => next.fail(error));
    try {
        for (;;) {
            const offered = await next.promise;
            if (offered === undefined)
                return;
            next = createTurn();
            release = offered.used;
            yield offered.bytes;
            release();
        }
    }
    finally {
        gone = true;
        release?.(new ReaderGone('nobody reads any more'));
        await ended;
    }
}
function createTurn() {
    const { promise, resolve, reject } = Promise.withResolvers();
    // A failure may come while the reader is busy with the piece before.
    promise.catch(() => { });
    return { promise, offer: resolve, fail: reject };
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
  ol: () => (/* reexport */ digestOf),
  _q: () => (/* reexport */ result_err),
  Bc: () => (/* reexport */ isDigest),
  ok: () => (/* reexport */ result_ok),
  m: () => (/* reexport */ parseDigest),
  FL: () => (/* reexport */ parsePlatform),
  ED: () => (/* reexport */ parseTag),
  TR: () => (/* reexport */ refuse),
  yM: () => (/* reexport */ renderProblem),
  oA: () => (/* reexport */ unwrap)
});

// UNUSED EXPORTS: architectureOf, fillPlatform, hexOf, osOf, parseReleaseTag, problems, renderPlace

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
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
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
/******/ var __webpack_exports__ = __nccwpck_require__(1342);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
