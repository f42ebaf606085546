// esbuild takes the style sheet that main.ts imports into results.css.
declare module '*.css';
