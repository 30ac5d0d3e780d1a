// Tables of data/reference, put into the bundle by build.mjs.
declare module 'reference' {
  export interface Municipality {
    code: string;
    name: string;
    region: string;
    x: number; // hundreds of metres of the national grid
    y: number;
    radius: number;
    inhabitants: number;
  }
  export const municipalities: Municipality[];
  export const regions: { code: string; name: string }[];
  export const languages: { code: string; nl: string; en: string }[];
  export const licences: string[];
}
