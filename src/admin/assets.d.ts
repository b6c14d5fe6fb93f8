/** Pictures that the build turns into addresses. */
declare module '*.svg' {
  const url: string;
  export default url;
}
