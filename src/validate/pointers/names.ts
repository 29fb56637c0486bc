export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
export const TEI_NAMESPACE = 'http://www.tei-c.org/ns/1.0';
