// Bundles what the pages load: one module a component, split so that shared code is fetched once, and one style sheet.
import { build } from 'esbuild';

const shared = {
  bundle: true,
  minify: true,
  target: 'es2022',
  outdir: 'wwwroot/lib',
  entryNames: '[name]',
  assetNames: 'fonts/[name]',
  logLevel: 'warning',
};

await Promise.all([
  build({
    ...shared,
    entryPoints: [
      'Components/Authoring/Editor.ts',
      'Components/Guessing/GuessLab.ts',
      'Components/Layout/Shell.ts',
      'Components/Learning/LessonProgress.ts',
      'Components/Learning/PredictCurve.ts',
      'Components/Pages/LessonPage.ts',
      'Components/Runs/RunBench.ts',
      'Components/Pipeline/DuelChart.ts',
      'Components/Pipeline/LeakLab.ts',
      'Components/Pipeline/PipelineLab.ts',
      'Components/Tokens/TokenizerLab.ts',
      'Components/Tokens/BpeTrainerLab.ts',
      'Components/Tokens/LanguageCosts.ts',
      'Components/Tokens/TokenizerDuel.ts',
    ],
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    sourcemap: 'linked',
  }),
  // Runs before the first paint, so it is a classic script of its own.
  build({ ...shared, entryPoints: ['Client/theme.ts'], format: 'iife' }),
  build({ ...shared, entryPoints: ['Client/styles/site.css'], loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty' } }),
]);
