(function(){
var T=document.getElementById('t');if(!T)return;
function Q(i){return document.getElementById(i)}
var B=T.tBodies[0],R=[].slice.call(B.rows),q=Q('q'),pa=Q('pa'),wi=Q('wi'),rg=Q('rg'),D=[].slice.call(document.querySelectorAll('[name=d]')),S=[].slice.call(T.tHead.querySelectorAll('button')),sort=[0,1],shown='0,1';
R=R.map(function(r){var d=r.dataset;return{e:r,k:d.k.split('|'),x:(d.k.split('|')[1]+' '+d.x).toLowerCase(),d:d.d.split(' '),p:d.p.split(' '),w:JSON.parse(d.w),g:d.g}});
var co=new Intl.Collator('nl',{numeric:true}),nf=new Intl.NumberFormat('nl-NL',{useGrouping:'always'});
function order(){var s=sort.join();if(s===shown)return;shown=s;var f=document.createDocumentFragment();
 R.slice().sort(function(a,b){return co.compare(a.k[sort[0]],b.k[sort[0]])*sort[1]||a.k[0]-b.k[0]}).forEach(function(r){f.appendChild(r.e)});B.appendChild(f)}
function apply(push){var w=q.value.trim().toLowerCase(),ds=D.filter(function(c){return c.checked}).map(function(c){return c.value}),n=0;
 order();
 R.forEach(function(r){var ok=(!w||r.x.indexOf(w)>=0)&&(!pa.value||r.p.indexOf(pa.value)>=0)&&(!wi.value||r.w.indexOf(wi.value)>=0)&&(!rg.checked||r.g==='0')&&ds.every(function(c){return r.d.indexOf(c)>=0});if(r.e.hidden===ok)r.e.hidden=!ok;if(ok)n++});
 Q('n').textContent=nf.format(n);Q('mt').className=n?'mt':'mt on';
 S.forEach(function(b){var th=b.parentNode;if(+b.dataset.s===sort[0])th.setAttribute('aria-sort',sort[1]>0?'ascending':'descending');else th.removeAttribute('aria-sort')});
 Q('own').hidden=sort[0]===0&&sort[1]===1;
 if(push){var h=new URLSearchParams();if(w)h.set('q',q.value.trim());if(pa.value)h.set('partner',pa.value);if(wi.value)h.set('wijk',wi.value);if(ds.length)h.set('leefgebied',ds.join(','));if(rg.checked)h.set('regie','open');if(sort[0]||sort[1]<0)h.set('sorteer',(sort[1]<0?'-':'')+sort[0]);history.replaceState(null,'','#'+h)}}
function read(){var h=new URLSearchParams(location.hash.slice(1));q.value=h.get('q')||'';pa.value=h.get('partner')||'';wi.value=h.get('wijk')||'';if(pa.selectedIndex<0)pa.value='';if(wi.selectedIndex<0)wi.value='';rg.checked=h.get('regie')==='open';var ds=(h.get('leefgebied')||'').split(',');D.forEach(function(c){c.checked=ds.indexOf(c.value)>=0});var s=h.get('sorteer')||'0',k=Math.abs(parseInt(s,10))||0;sort=[k>9?0:k,s[0]==='-'?-1:1];apply(false)}
[q,pa,wi,rg].concat(D).forEach(function(e){e.addEventListener('input',function(){apply(true)})});
S.forEach(function(b){b.addEventListener('click',function(){var k=+b.dataset.s;sort=sort[0]===k?[k,-sort[1]]:[k,k>=3?-1:1];apply(true)})});
function reset(){history.replaceState(null,'','#');read();q.focus()}
Q('rs').addEventListener('click',reset);Q('rs2').addEventListener('click',reset);Q('own').addEventListener('click',function(){sort=[0,1];apply(true)});
document.querySelector('form').addEventListener('submit',function(e){e.preventDefault()});addEventListener('hashchange',function(){if(location.hash.length<2||location.hash.indexOf('=')>0)read()});read()})();
