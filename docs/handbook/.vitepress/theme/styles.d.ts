/** Styles are imported for what they do. */
declare module "*.css";

/** What Vite says of a build. */
interface ImportMeta {
  readonly env: { readonly DEV: boolean; readonly SSR: boolean };
}
