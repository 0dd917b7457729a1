import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
// A NODE_ENV of `test` or `development` in the shell would quietly build React's development edition: slower and a
// third heavier.
process.env['NODE_ENV'] = 'production';

/**
 * Builds the dashboard to `dist/web`. The mock server of the browser tests and the real server both serve that folder.
 */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [react()],
  build: {
    outDir: path.resolve(here, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // Old release files in a browser's cache must not be asked for by a new page: names carry content hashes.
    assetsDir: 'assets',
    // The budget on gzip sizes is checked by a test; this raw figure only keeps Vite from warning about ECharts.
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    // Icons inlined as data: URLs would need a wider content security policy.
    assetsInlineLimit: 0,
  },
});
