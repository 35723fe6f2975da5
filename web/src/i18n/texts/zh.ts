// The texts in Chinese, in one piece.
const files = import.meta.glob<string>("../../../../locales/zh/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(files).join("\n");
