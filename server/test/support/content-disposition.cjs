/** @fastify/static requires this ES module from CommonJS: Node can do that, jest's own module system on Node 20 cannot. */
module.exports = process.getBuiltinModule('node:module').createRequire(__filename)('content-disposition');
