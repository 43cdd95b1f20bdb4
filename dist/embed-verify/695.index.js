export const id = 695;
export const ids = [695];
export const modules = {

/***/ 695:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _slipway_kernel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4956);
/* harmony import */ var _render_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9783);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6868);



/** A runner takes about a megabyte of outputs; a Go program may embed more files than that, and the file `result` has them all. */
const most = 500;
/** What is wrong becomes annotations on the lines of the manifest, and fails the step where the policy says so. */
async function run(inputs, ports) {
    const { result, judgement, proof } = await (0,_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .verify */ .M)(inputs, ports);
    ports.summary.add((0,_render_js__WEBPACK_IMPORTED_MODULE_1__/* .renderSummary */ .B)(result));
    const of = (level) => judgement.issues.filter((issue) => issue.level === level);
    for (const warning of of('warn'))
        ports.log.warning(warning);
    if (!judgement.passed)
        throw new _slipway_kernel__WEBPACK_IMPORTED_MODULE_0__/* .Refusal */ .P_(of('refuse'));
    for (const { path, size, places } of result.assets) {
        const [place] = places;
        if (place?.state === 'whole')
            ports.log.info(`${path}: ${size} bytes, whole at offset ${place.offset}${place.section === undefined ? '' : ` in ${place.section}`}`);
    }
    return { verdict: result.verdict, assets: String(countProven(result)), result: JSON.stringify(shorten(result)), proof };
}
function countProven({ assets, proof }) {
    return assets.filter(({ ok }) => ok).length + new Set(proof.filter(({ state }) => state === 'whole').map(({ path }) => path)).size;
}
function shorten({ assets, embeds, problems, ...rest }) {
    const files = embeds === undefined ? undefined : { ...embeds, files: embeds.files.slice(0, most) };
    return { ...rest, assets: assets.slice(0, most), embeds: files, problems: problems.slice(0, most) };
}


/***/ })

};
