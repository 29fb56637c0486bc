/** The namespaces that the rooms know by name, each written once. */

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
export const XINCLUDE_NAMESPACE = 'http://www.w3.org/2001/XInclude';
export const XSD_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
export const XSLT_NAMESPACE = 'http://www.w3.org/1999/XSL/Transform';
export const RELAXNG_NAMESPACE = 'http://relaxng.org/ns/structure/1.0';
export const SCHEMATRON_NAMESPACE = 'http://purl.oclc.org/dsdl/schematron';
/** Of Schematron 1.5 and 1.6, before the standard. */
export const OLD_SCHEMATRON_NAMESPACE = 'http://www.ascc.net/xml/schematron';
export const TEI_NAMESPACE = 'http://www.tei-c.org/ns/1.0';
export const XPATH_FUNCTIONS = 'http://www.w3.org/2005/xpath-functions';
