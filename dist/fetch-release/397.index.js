export const id = 397;
export const ids = [397];
export const modules = {

/***/ 38397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createCache: () => (/* binding */ createCache)
/* harmony export */ });
/* harmony import */ var _actions_cache__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48193);

/** The runner's cache through `@actions/cache`: heavy, so only actions that use it import it. */
function createCache(client = { isFeatureAvailable: _actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .isFeatureAvailable */ .w3, restoreCache: _actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .restoreCache */ .P3, saveCache: _actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .saveCache */ .Io }) {
    return {
        available: () => client.isFeatureAvailable(),
        restore: (paths, key, restoreKeys) => client.restoreCache([...paths], key, [...restoreKeys]),
        save: async (paths, key) => void (await client.saveCache([...paths], key)),
    };
}


/***/ })

};
