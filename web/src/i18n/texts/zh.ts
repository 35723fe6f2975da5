// The texts in Chinese, in one piece; those of pictures are the server’s.
const files = import.meta.glob<string>(["../../../../locales/zh/*.ftl", "!**/picture.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(files).join("\n");
